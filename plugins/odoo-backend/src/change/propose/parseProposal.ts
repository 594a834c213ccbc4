import {
  EnvironmentRef,
  FieldError,
  environmentRefSchema,
  formatEnvironmentRef,
  proposeChangeSchema,
  updateChangeSchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { RegistrySnapshot } from '../../registry';
import { fieldErrors } from '../../routes/parse';
import { kindErrors, requestErrors } from './changeFields';
import { existingEnvironment } from './existingEnvironment';
import { ParsedProposal, WorldOfProposal } from './ParsedProposal';
import { parsePromotion } from './parsePromotion';
import { parseRollBack } from './parseRollBack';
import { parseSpec } from './parseSpec';
import { OfferedKind, ProposedContent } from './PreparedChange';

/** Kinds that say nothing of the environment, which they take as it is. */
const WITHOUT_SPEC = {
  'restore-test': proposeChangeSchema.omit({
    spec: true,
    release: true,
    rollBack: true,
    expectedContentHash: true,
  }),
  decommission: proposeChangeSchema.omit({
    spec: true,
    release: true,
    rollBack: true,
    restoreTest: true,
  }),
};
const isWithoutSpec = (
  kind: string | undefined,
): kind is keyof typeof WITHOUT_SPEC =>
  kind !== undefined && Object.hasOwn(WITHOUT_SPEC, kind);

/** Stands in for a wrong environment: its rules are those that hold for every new tenant. */
const PLACEHOLDER: EnvironmentRef = { tenant: 'placeholder', stage: 'dev' };

const looseObject = z.record(z.string(), z.unknown());

const environmentProposalSchema = proposeChangeSchema
  .omit({ restoreTest: true, release: true, rollBack: true })
  .required({ spec: true });

/**
 * Parses a proposal whole: the wrong fields of the request and those of its spec come in one answer.
 * Fails with `fieldErrors`, and for a kind without a spec as `existingEnvironment` does.
 */
export async function parseProposal(
  body: unknown,
  world: WorldOfProposal,
): Promise<ParsedProposal> {
  const loose = looseObject.safeParse(body).data ?? {};
  const kind = z.string().safeParse(loose.kind).data;
  if (kind === 'promote') return parsePromotion(body, world);
  if (kind === 'roll-back') return parseRollBack(body, world);
  if (isWithoutSpec(kind)) return parseWithoutSpec(kind, body, world);
  const request = environmentProposalSchema.safeParse(body);
  const ref = environmentRefSchema.safeParse(loose.environment).data;
  const spec = specOf(loose.spec, { kind, ref }, world);
  const errors = [
    ...(request.success ? [] : requestErrors(request.error)),
    ...kindErrors(kind),
    ...spec.errors,
  ];
  if (!request.success || !spec.value || errors.length > 0) {
    throw fieldErrors(onePerKind(errors));
  }
  const { reason, expectedContentHash, dryRun, environment } = request.data;
  return {
    // `kindErrors` let it through.
    kind: request.data.kind as OfferedKind,
    ref: environment,
    spec: spec.value,
    reason,
    expectedContentHash,
    dryRun,
  };
}

function parseWithoutSpec(
  kind: keyof typeof WITHOUT_SPEC,
  body: unknown,
  { snapshot }: WorldOfProposal,
): ParsedProposal {
  const request = WITHOUT_SPEC[kind].safeParse(body);
  if (!request.success) throw fieldErrors(requestErrors(request.error));
  const { environment: ref, kind: _kind, ...rest } = request.data;
  const { spec } = existingEnvironment(ref, snapshot);
  return { ...rest, kind, ref, spec };
}

const named = z.object({
  environment: z.string().optional().catch(undefined),
  spec: z
    .object({ copyOf: z.object({ environment: z.string() }) })
    .optional()
    .catch(undefined),
});

/** The environments that a proposal is about or copies, where they exist; the proposal may be wrong in all else. */
export function presentEnvironments(body: unknown, snapshot: RegistrySnapshot) {
  const { environment, spec } = named.safeParse(body).data ?? {};
  return [environment, spec?.copyOf.environment].flatMap(
    name => (name && snapshot.environments.get(name)) || [],
  );
}

/** Parses a new revision of a change. Fails with `fieldErrors`. */
export function parseRevision(
  body: unknown,
  change: { kind: OfferedKind; ref: EnvironmentRef },
  world: WorldOfProposal,
) {
  const request = updateChangeSchema.safeParse(body);
  const loose = looseObject.safeParse(body).data ?? {};
  const spec = specOf(loose.spec, change, world);
  const errors = [
    ...(request.success ? [] : requestErrors(request.error)),
    ...spec.errors,
  ];
  if (!request.success || !spec.value || errors.length > 0) {
    throw fieldErrors(errors);
  }
  const { reason, expectedContentHash } = request.data;
  return { spec: spec.value, reason, expectedContentHash };
}

/** The spec of a request of which other fields may be wrong. */
function specOf(
  given: unknown,
  { kind, ref }: { kind?: string; ref?: EnvironmentRef },
  world: WorldOfProposal,
): { value?: ProposedContent['spec']; errors: FieldError[] } {
  const object = looseObject.safeParse(given);
  // What is no object is an error of the request.
  if (!object.success) return { errors: [] };
  const present =
    ref && kind === 'update'
      ? world.snapshot.environments.get(formatEnvironmentRef(ref))?.spec
      : undefined;
  const parsed = parseSpec({
    ref: ref ?? PLACEHOLDER,
    given: object.data,
    present,
    ...world,
  });
  return 'errors' in parsed
    ? { errors: parsed.errors }
    : { value: parsed.spec, errors: [] };
}

/** A kind that does not exist is not offered either: said once. */
function onePerKind(errors: readonly FieldError[]): FieldError[] {
  const first = errors.find(({ path }) => path === 'kind');
  return errors.filter(error => error.path !== 'kind' || error === first);
}
