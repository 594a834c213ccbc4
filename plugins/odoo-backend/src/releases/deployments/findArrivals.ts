import { Knex } from 'knex';
import { ChangeRow } from '../../change/store/tables';
import { fromRow } from '../../change/store/changeRow';
import { CommitLedger, RegistrySnapshot } from '../../registry';
import { DeploymentRow } from '../tables';
import { deploymentOfChange } from './ofChange';
import { StoredDeployment, arrived, recordArrival } from './recordArrival';

/** Environments whose files have another release than the newest deployment says, at most so many in one go. */
const AT_MOST = 500;

const UNDER_WAY: ReadonlySet<string> = new Set([
  'approved',
  'applied',
  'reconciling',
]);

interface Unaccounted {
  ref: string;
  tier: StoredDeployment['tier'];
  release_version: string;
  release_since: string;
  /** Release of the newest deployment; null: there is none. */
  former: string | null;
}

/** Whether the portal, or what was there before it, made a commit. */
export type KnownCommit = (commit: string) => Promise<boolean>;

/**
 * Enters the deployments that no change entered: what was there before the portal, what its former release brought,
 * and what came past it. Answers how many environments are still to be looked at.
 */
export async function findArrivals(
  knex: Knex,
  snapshot: RegistrySnapshot,
  isKnown: KnownCommit,
): Promise<number> {
  const rows = await unaccounted(knex);
  let left = 0;
  for (const row of rows) {
    const found = await arrivalOf(knex, row, snapshot, isKnown);
    if (found) {
      await knex.transaction(trx => recordArrival(trx, found));
    } else left++;
  }
  return rows.length === AT_MOST ? AT_MOST : left;
}

async function unaccounted(knex: Knex): Promise<Unaccounted[]> {
  return knex('environments as e')
    .leftJoin('deployments as d', join =>
      join.on('d.environment', 'e.ref').andOnNull('d.followed_at'),
    )
    .where(other =>
      other
        .whereNull('d.id')
        .orWhereNot('d.release_version', knex.ref('e.release_version')),
    )
    .orderBy('e.ref')
    .limit(AT_MOST)
    .select<Unaccounted[]>(
      'e.ref',
      'e.tier',
      'e.release_version',
      'e.release_since',
      'd.release_version as former',
    );
}

async function arrivalOf(
  knex: Knex,
  row: Unaccounted,
  snapshot: RegistrySnapshot,
  isKnown: KnownCommit,
): Promise<StoredDeployment | undefined> {
  const { ref, tier, former, release_version: release } = row;
  const rows = await knex<ChangeRow>('changes')
    .where({ environment: ref })
    .whereIn('kind', ['create', 'update', 'promote', 'roll-back'])
    .orderBy('created_at', 'desc')
    .select('document', 'version');
  const changes = rows.map(stored => fromRow(stored).record);
  // One that is on its way tells by itself; until the registry is read again the two differ.
  if (changes.some(({ state }) => UNDER_WAY.has(state))) return undefined;
  const entered = new Set(
    await knex<DeploymentRow>('deployments')
      .where({ environment: ref })
      .pluck('id'),
  );
  const made = changes
    .map(deploymentOfChange)
    .filter(found => found !== undefined)
    .sort((a, b) =>
      b.deployment.appliedAt.localeCompare(a.deployment.appliedAt),
    )
    .at(0);
  if (made && made.deployment.release === release && !entered.has(made.id)) {
    return made;
  }
  const environment = snapshot.environments.get(ref);
  if (environment?.spec.odoo.release !== release) return undefined;
  const { commit } = environment.revision;
  const before = former === null && (await isKnown(commit));
  return {
    id: `${ref} ${commit}`,
    tier,
    deployment: arrived({
      environment: ref,
      release,
      from: former ?? undefined,
      kind: before ? 'create' : 'unledgered',
      appliedAt: row.release_since,
    }),
  };
}

/** By the ledger, and by the history before the portal's first start. */
export function knownCommits(
  ledger: CommitLedger,
  isAncestor: (commit: string, of: string) => Promise<boolean>,
): KnownCommit {
  const known = new Map<string, boolean>();
  return async commit => {
    const told = known.get(commit);
    if (told !== undefined) return told;
    const baseline = await ledger.baseline();
    const answer =
      (await ledger.isKnown([commit])).has(commit) ||
      (baseline !== undefined && (await isAncestor(commit, baseline)));
    known.set(commit, answer);
    return answer;
  };
}
