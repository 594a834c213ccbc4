import { ConflictError } from '@backstage/errors';
import {
  EnvironmentRef,
  EnvironmentSpec,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { PastChangeControl } from '../../collection/git/unledgeredCommits';
import { RegistrySnapshot } from '../../registry';
import { OfferedKind, ProposedContent, WorldOfChange } from './PreparedChange';

/** What came past change control to an environment, and the commit at which change control knew it last. */
export interface Governed {
  past: PastChangeControl;
  snapshot: RegistrySnapshot;
  /** Of that commit; absent: there was no readable environment of the name, and nothing to compare with. */
  spec?: EnvironmentSpec;
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
  const spec = snapshot.environments.get(environment)?.spec;
  return { past, snapshot, spec };
}

/** Fields that decide which gates and whose approvals a change needs, and how a change takes back what was pushed. */
const JUDGED: Record<
  string,
  { of: (spec: EnvironmentSpec) => unknown; back?: string }
> = {
  'spec.odoo.release': {
    of: ({ odoo }) => odoo.release,
    back: 'a roll-back; the release then comes by a promotion',
  },
  'spec.tier': { of: ({ tier }) => tier, back: 'an update' },
  'spec.owner': { of: ({ owner }) => owner, back: 'an update' },
  'spec.legalEntities': {
    of: ({ legalEntities }) => legalEntities,
    back: 'an update',
  },
  'spec.hold': { of: ({ hold }) => hold, back: 'an update' },
  // Said once, when the environment is created: no change sets it.
  'spec.copyOf': { of: ({ copyOf }) => copyOf },
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

/** What somebody pushed is in the way of a change: it may be taken back, and the change is as it was then. */
export class PushedError extends ConflictError {}

/**
 * Whoever renders an environment anew takes over what it has: a field that gates and approvals depend on, and that
 * somebody pushed, is judged first, or taken back by this very change. Fails with PushedError, which is a ConflictError.
 */
export function assertGoverned(
  { kind, ref, rollBack }: Pick<ProposedContent, 'kind' | 'ref' | 'rollBack'>,
  specs: { present: EnvironmentSpec; spec: EnvironmentSpec },
  governed: Governed | undefined,
): void {
  const known = governed?.spec;
  if (!known || rollBack?.move === 'image-only') return;
  const pushed = (JUDGED_BY[kind] ?? []).filter(field => {
    const { of } = JUDGED[field];
    const [before, present, after] = [known, specs.present, specs.spec].map(of);
    return (
      !isDeepStrictEqual(present, before) && !isDeepStrictEqual(after, before)
    );
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
  const known = governed?.spec;
  if (!known || kind !== 'roll-back') return spec;
  return {
    ...spec,
    tier: known.tier,
    owner: known.owner,
    legalEntities: known.legalEntities,
    hold: known.hold,
    copyOf: known.copyOf,
  };
}
