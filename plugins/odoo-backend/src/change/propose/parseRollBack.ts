import {
  EnvironmentSpec,
  FieldError,
  RollBack,
  formatEnvironmentRef,
  judgeImageOnly,
  proposeChangeSchema,
  takeBack,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment } from '../../registry';
import { fieldErrors } from '../../routes/parse';
import { requestErrors } from './changeFields';
import { existingEnvironment } from './existingEnvironment';
import { ParsedProposal, WorldOfProposal } from './ParsedProposal';
import { checkFacts } from './specFacts';

const MAX_OFFERED = 10;

const rollBackProposalSchema = proposeChangeSchema
  .omit({ spec: true, restoreTest: true, release: true })
  .required({ rollBack: true });

/**
 * An environment gets an earlier release back, or what one change did to its spec is taken back. Fails with
 * `fieldErrors` and as `existingEnvironment` does.
 */
export async function parseRollBack(
  body: unknown,
  world: WorldOfProposal,
): Promise<ParsedProposal> {
  const request = rollBackProposalSchema.safeParse(body);
  if (!request.success) throw fieldErrors(requestErrors(request.error));
  const { environment: ref, rollBack, ...rest } = request.data;
  const environment = existingEnvironment(ref, world.snapshot);
  const spec =
    rollBack.move === 'image-only'
      ? await earlierImage(rollBack, environment, world)
      : await earlierSpec(rollBack, environment, world);
  return {
    ...rest,
    kind: 'roll-back',
    ref,
    rollBack,
    spec,
    baseSpec: environment.spec,
  };
}

function wrongTo(message: string, accepted: string): Error {
  const error: FieldError = { path: 'rollBack.to', message, accepted };
  return fieldErrors([error]);
}

/** What ran here, and may run again on the schema that there is. */
async function earlierImage(
  { to }: RollBack,
  environment: RegisteredEnvironment,
  { snapshot, store }: Pick<WorldOfProposal, 'snapshot' | 'store'>,
): Promise<EnvironmentSpec> {
  const { spec, release: current, document } = environment;
  const releases = [...snapshot.releases.values()];
  const deployments = await store.deploymentsIn(
    formatEnvironmentRef(environment),
  );
  const { upgrade } = document;
  const facts = { current, releases, upgrade, deployments };
  const possible = releases
    .filter(each => judgeImageOnly(facts, each).allowed)
    .map(({ metadata }) => metadata.name);
  const accepted =
    possible.length > 0
      ? `a release that ran here: ${possible.slice(0, MAX_OFFERED).join(', ')}`
      : 'none: a restore of a point before the migration is what goes back';
  const wanted = snapshot.releases.get(to);
  if (!wanted) throw wrongTo(`${to} is no release of the registry`, accepted);
  const { allowed, because } = judgeImageOnly(facts, wanted);
  if (!allowed) throw wrongTo(because, accepted);
  return { ...spec, odoo: { ...spec.odoo, release: to } };
}

async function earlierSpec(
  { to }: RollBack,
  environment: RegisteredEnvironment,
  { snapshot, platform, store, now }: WorldOfProposal,
): Promise<EnvironmentSpec> {
  const name = formatEnvironmentRef(environment);
  const accepted = `the id of a change of ${name} that was applied and whose part of its spec is as it left it`;
  const change = await store.find(to);
  if (change?.record.environment !== name) {
    throw wrongTo(`${to} is no change of ${name}`, accepted);
  }
  const { commit, baseSpec, spec, kind } = change.record;
  if (commit === undefined) throw wrongTo(`${to} was not applied`, accepted);
  if (!baseSpec)
    throw wrongTo(`${to}, a ${kind}, has nothing before it`, accepted);
  const taken = takeBack(
    environment,
    { baseSpec, spec },
    environment.spec,
    checkFacts(snapshot, platform, now),
  );
  if ('problem' in taken)
    throw wrongTo(`${to} cannot be taken back: ${taken.problem}`, accepted);
  return taken.spec;
}
