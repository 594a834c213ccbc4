import { ConflictError } from '@backstage/errors';
import {
  EnvironmentDocument,
  EnvironmentRef,
  EnvironmentSpec,
  ReleaseDocument,
  formatEnvironmentRef,
  takenBack,
} from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { PastChangeControl } from '../../collection/git/unledgeredCommits';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { OfferedKind, ProposedContent, WorldOfChange } from './PreparedChange';

/** What came past change control to an environment, and the commit at which change control knew it last. */
export interface Governed {
  past: PastChangeControl;
  snapshot: RegistrySnapshot;
  /** Of that commit; absent: there was no readable environment of the name, and nothing to compare with. */
  document?: EnvironmentDocument;
  /** That the document names. */
  release?: ReleaseDocument;
  /** Highest number of a schema that any of the commits named: taken back in Git, it may stand in the database. */
  used: number;
}

/** Undefined: everything behind its files is change control's own. */
export async function governedOf(
  ref: EnvironmentRef,
  {
    snapshot: present,
    unledgered,
    registry,
  }: Pick<WorldOfChange, 'snapshot' | 'unledgered' | 'registry'>,
): Promise<Governed | undefined> {
  const environment = formatEnvironmentRef(ref);
  const past = await unledgered.of(environment, present);
  if (!past) return undefined;
  const snapshot = await registry.at(past.since);
  const { document, release } = snapshot.environments.get(environment) ?? {};
  let used = 0;
  for (const { commit } of past.commits) {
    const { environments } = await registry.at(commit);
    const { upgrade } = environments.get(environment)?.document ?? {};
    used = Math.max(used, upgrade?.schema ?? 0, upgrade?.used ?? 0);
  }
  return { past, snapshot, document, release, used };
}

/** Fields that decide which gates and whose approvals a change needs, and how a change takes back what was pushed. */
const JUDGED: Record<
  string,
  { of: (document: EnvironmentDocument) => unknown; back?: string }
> = {
  'spec.odoo.release': {
    of: ({ spec }) => spec.odoo.release,
    back: 'a roll-back; a promotion of the pushed release has it judged',
  },
  'spec.tier': { of: ({ spec }) => spec.tier, back: 'an update' },
  'spec.owner': { of: ({ spec }) => spec.owner, back: 'an update' },
  'spec.legalEntities': {
    of: ({ spec }) => spec.legalEntities,
    back: 'an update',
  },
  'spec.hold': { of: ({ spec }) => spec.hold, back: 'an update' },
  'spec.region': { of: ({ spec }) => spec.region, back: 'a roll-back' },
  'spec.recoveryRegion': {
    of: ({ spec }) => spec.recoveryRegion,
    back: 'an update',
  },
  'spec.residency': { of: ({ spec }) => spec.residency, back: 'an update' },
  // Said once, when the environment is created: no change sets it.
  'spec.copyOf': { of: ({ spec }) => spec.copyOf },
  // Where the data is, and which schema it has: worked out by change control and kept.
  placement: { of: ({ placement }) => placement, back: 'a roll-back' },
  upgrade: { of: ({ upgrade }) => upgrade, back: 'a roll-back' },
};

/**
 * A roll-back takes the others back by itself (`asGoverned`). A decommission renders nothing anew, and is judged all the
 * same: cancelled, it brings back what it found.
 */
const JUDGED_BY: Partial<Record<OfferedKind, readonly string[]>> = {
  update: Object.keys(JUDGED),
  promote: Object.keys(JUDGED),
  'roll-back': ['spec.odoo.release'],
  decommission: Object.keys(JUDGED),
};

/** A promotion of the pushed release is what judges these. */
const JUDGED_WITH_RELEASE: ReadonlySet<string> = new Set([
  'spec.odoo.release',
  'upgrade',
]);

/**
 * Whether a promotion brings the very release that somebody pushed: every gate judges the step to it from the release
 * that change control knew, as if it had not come yet.
 */
export function judgesPushed(
  { kind }: Pick<ProposedContent, 'kind'>,
  { present, spec }: { present: EnvironmentSpec; spec: EnvironmentSpec },
  governed: Governed | undefined,
): boolean {
  const known = governed?.document?.spec.odoo.release;
  const { release } = spec.odoo;
  return (
    kind === 'promote' &&
    known !== undefined &&
    known !== release &&
    present.odoo.release === release
  );
}

/** What somebody pushed is in the way of a change: it may be taken back, and the change is as it was then. */
export class PushedError extends ConflictError {}

/**
 * Whoever renders an environment anew takes over what it has: a field that gates and approvals depend on, and that
 * somebody pushed, is judged first, or taken back by this very change. Fails with PushedError, which is a ConflictError.
 */
export function assertGoverned(
  { kind, ref, rollBack }: Pick<ProposedContent, 'kind' | 'ref' | 'rollBack'>,
  { present, spec }: { present: EnvironmentDocument; spec: EnvironmentSpec },
  governed: Governed | undefined,
): void {
  if (
    governed &&
    !governed.document &&
    (kind === 'promote' || kind === 'roll-back')
  ) {
    const [{ commit, author }] = governed.past.commits;
    throw new PushedError(
      `${formatEnvironmentRef(
        ref,
      )} came past change control, last by ${commit.slice(
        0,
        7,
      )} of ${author}: there is nothing that a ${kind} of it could be judged against. An update of its spec is judged and takes it over; propose that first`,
    );
  }
  const known = governed?.document;
  if (!known || rollBack?.move === 'image-only') return;
  const judges = judgesPushed(
    { kind },
    { present: present.spec, spec },
    governed,
  );
  const pushed = (JUDGED_BY[kind] ?? []).filter(field => {
    if (judges && JUDGED_WITH_RELEASE.has(field)) return false;
    const { of } = JUDGED[field];
    const [before, now, after] = [known, present, { ...present, spec }].map(of);
    return !isDeepStrictEqual(now, before) && !isDeepStrictEqual(after, before);
  });
  if (pushed.length === 0) return;
  const [{ commit, author }] = governed.past.commits;
  const told = pushed.map(field => {
    const { of, back } = JUDGED[field];
    const was = JSON.stringify(of(known)) ?? 'nothing';
    return `${field} (it was ${was}${back ? `; back by ${back}` : ''})`;
  });
  throw new PushedError(
    `${formatEnvironmentRef(ref)}: ${told.join(
      ', ',
    )} was changed past change control, last by ${commit.slice(
      0,
      7,
    )} of ${author}, and no gate has judged that. Take it back first, by that change or in Git`,
  );
}

/**
 * A roll-back must not wait for what somebody else pushed, and takes none of it over: what decides who has to agree is
 * again as change control knew it.
 */
export function asGoverned(
  spec: EnvironmentSpec,
  { kind }: Pick<ProposedContent, 'kind'>,
  governed: Governed | undefined,
): EnvironmentSpec {
  const known = governed?.document?.spec;
  if (!known || kind !== 'roll-back') return spec;
  return {
    ...spec,
    tier: known.tier,
    owner: known.owner,
    legalEntities: known.legalEntities,
    hold: known.hold,
    region: known.region,
    recoveryRegion: known.recoveryRegion,
    residency: known.residency,
    copyOf: known.copyOf,
  };
}

/**
 * What a change goes on from: the schema that change control knew, past every number that was pushed since, for the
 * change settles what is behind the files. A roll-back also from where its data was known to be, a promotion of a
 * release that was pushed from the release before it.
 */
export function standingOf(
  before: RegisteredEnvironment,
  { kind }: Pick<ProposedContent, 'kind'>,
  { spec, governed }: { spec: EnvironmentSpec; governed: Governed | undefined },
): RegisteredEnvironment {
  const known = governed?.document;
  if (!known) return before;
  const { release, used } = governed;
  const { placement } = known;
  const upgrade = takenBack(known.upgrade, used);
  const document = { ...before.document, upgrade };
  if (
    release &&
    judgesPushed({ kind }, { present: before.spec, spec }, governed)
  ) {
    const { odoo } = known.spec;
    return { ...before, document, release, spec: { ...before.spec, odoo } };
  }
  if (kind !== 'roll-back') return { ...before, document };
  return { ...before, placement, document: { ...document, placement } };
}
