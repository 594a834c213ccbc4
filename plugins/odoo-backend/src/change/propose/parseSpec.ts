import {
  EnvironmentRef,
  EnvironmentSpec,
  FieldError,
  Platform,
  acceptedBySpecField,
  checkSpec,
  completeSpec,
  environmentSpecSchema,
  toFieldErrors,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { RegistrySnapshot } from '../../registry';
import { fieldOf, restsOnDefault, withoutConsequences } from './relatedErrors';
import { checkFacts, completionFacts } from './specFacts';

type Loose = Record<string, unknown>;

/** Stands in where the registry has no release for the series: the rules then say so. */
const PLACEHOLDER: Loose = { odoo: { release: '00.0-0' } };

export interface SpecInput {
  ref: EnvironmentRef;
  given: Loose;
  /** The spec as it is: what an update leaves out stays. */
  present?: EnvironmentSpec;
  snapshot: RegistrySnapshot;
  platform: Platform;
  /** Groups of who asks; the first owns a new tenant by default. */
  authorGroups: readonly string[];
  now: Date;
}

/**
 * Completes and checks a spec. Every wrong field is named at once: the rules between fields are asked also
 * when some field has the wrong shape, with that field's default in its place.
 */
export function parseSpec(
  input: SpecInput,
): { spec: EnvironmentSpec } | { errors: FieldError[] } {
  const given = (field: string) => isGiven(input.given, field);
  const parsed = environmentSpecSchema.safeParse(complete(input, input.given));
  if (parsed.success) {
    const broken = violations(input, parsed.data);
    if (broken.length === 0) return { spec: parsed.data };
    return { errors: withoutConsequences(broken, given) };
  }
  const shape = toFieldErrors(parsed.error, acceptedBySpecField, 'spec');
  const errors = [...shape, ...rulesOfTheRest(input, parsed.error)];
  return { errors: withoutConsequences(errors, given) };
}

function complete(
  { ref, present, snapshot, platform, authorGroups }: SpecInput,
  given: Loose,
) {
  const facts = completionFacts(ref, snapshot, platform, authorGroups);
  return completeSpec(ref, present ? overlay(present, given) : given, facts);
}

function violations(input: SpecInput, spec: EnvironmentSpec): FieldError[] {
  const { ref, present, snapshot, platform, now } = input;
  const facts = checkFacts(snapshot, platform, now, { previous: present });
  return checkSpec(ref, spec, facts);
}

function rulesOfTheRest(input: SpecInput, error: z.ZodError): FieldError[] {
  const dropped = error.issues.flatMap(issue =>
    // An unknown field is reported at the object that holds it.
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => [...issue.path.map(String), key])
      : [issue.path.map(String)],
  );
  const given = dropped.reduce<Loose>(without, input.given);
  const rest = environmentSpecSchema.safeParse(
    overlay(PLACEHOLDER, complete(input, given)),
  );
  if (!rest.success) return [];
  const misshapen = new Set(dropped.map(path => fieldOf(path.join('.'))));
  return violations(input, rest.data).filter(
    ({ path }) =>
      !misshapen.has(fieldOf(path)) &&
      !restsOnDefault(path, misshapen, rest.data, input),
  );
}

/** A copy without the field, and without its whole list when it lies in one. */
function without(value: Loose, path: readonly string[]): Loose {
  const [key, ...rest] = path;
  if (key === undefined || !(key in value)) return value;
  const { [key]: member, ...others } = value;
  return rest.length > 0 && isObject(member)
    ? { ...others, [key]: without(member, rest) }
    : others;
}

/** Whether the caller filled the field in, such as `odoo.series`. */
function isGiven(given: Loose, field: string): boolean {
  let value: unknown = given;
  for (const segment of field.split('.')) {
    if (!isObject(value) || value[segment] === undefined) return false;
    value = value[segment];
  }
  return true;
}

/** Objects are merged field by field, lists and values are replaced. */
function overlay(present: Loose, given: Loose): Loose {
  return Object.fromEntries(
    [...new Set([...Object.keys(present), ...Object.keys(given)])].map(key => {
      const [before, after] = [present[key], given[key]];
      if (isObject(before) && isObject(after)) {
        return [key, overlay(before, after)];
      }
      return [key, after === undefined ? before : after];
    }),
  );
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
