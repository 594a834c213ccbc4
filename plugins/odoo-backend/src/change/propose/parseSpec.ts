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
import { isOnlyRelated } from './relatedErrors';
import { checkFacts, completionFacts } from './specFacts';

type Loose = Record<string, unknown>;

export interface SpecInput {
  ref: EnvironmentRef;
  given: Loose;
  /** The spec as it is: what an update leaves out stays. */
  present?: EnvironmentSpec;
  snapshot: RegistrySnapshot;
  platform: Platform;
  now: Date;
}

/**
 * Completes and checks a spec. Every wrong field is named at once: also the rules between fields are
 * asked when some field has the wrong shape, with that field's default in its place.
 */
export function parseSpec(
  input: SpecInput,
): { spec: EnvironmentSpec } | { errors: FieldError[] } {
  const parsed = environmentSpecSchema.safeParse(complete(input, input.given));
  if (parsed.success) {
    const errors = violations(input, parsed.data);
    return errors.length > 0 ? { errors } : { spec: parsed.data };
  }
  const shape = toFieldErrors(parsed.error, acceptedBySpecField, 'spec');
  return { errors: [...shape, ...rulesOfTheRest(input, parsed.error)] };
}

function complete(
  { ref, present, snapshot, platform }: SpecInput,
  given: Loose,
) {
  const facts = completionFacts(ref, snapshot, platform);
  return completeSpec(ref, present ? overlay(present, given) : given, facts);
}

function violations(input: SpecInput, spec: EnvironmentSpec): FieldError[] {
  const { ref, snapshot, platform, now } = input;
  return checkSpec(ref, spec, checkFacts(snapshot, platform, now));
}

function rulesOfTheRest(input: SpecInput, error: z.ZodError): FieldError[] {
  const dropped = error.issues.map(({ path }) => path.map(String));
  const given = dropped.reduce<Loose>(without, input.given);
  const rest = environmentSpecSchema.safeParse(complete(input, given));
  if (!rest.success) return [];
  return violations(input, rest.data).filter(
    violation =>
      isGiven(given, violation.path) &&
      !isOnlyRelated(violation.path, dropped, rest.data, input),
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

/** What a default got wrong is not the caller's mistake. */
function isGiven(given: Loose, path: string): boolean {
  const [, ...segments] = path.split('.');
  let value: unknown = given;
  for (const segment of segments) {
    if (Array.isArray(value)) return true;
    if (!isObject(value) || !(segment in value)) return false;
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
