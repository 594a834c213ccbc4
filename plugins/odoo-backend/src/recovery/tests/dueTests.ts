import { Knex } from 'knex';

const HOUR_MS = 3_600_000;
/** How soon after the last one the portal asks for another test by itself: a failure wants mending first. */
const PAUSE_MS = 24 * HOUR_MS;

export interface DueTest {
  /** `<tenant>/<stage>` */
  environment: string;
  dueAt: string;
  tier: number;
}

/**
 * Environments whose tier demands a restore test now, the strictest and longest due first. What is known of them
 * must be fresh: of a store that cannot be read nothing can be restored.
 */
export async function dueTests(knex: Knex, now: Date): Promise<DueTest[]> {
  const at = now.toISOString();
  const before = new Date(now.getTime() - PAUSE_MS).toISOString();
  const rows: { ref: string; test_due_at: string; tier: number }[] = await knex(
    'recovery_assessments as r',
  )
    .join('environments as e', 'e.ref', 'r.environment')
    .where('r.test_due_at', '<=', at)
    .where('r.reassess_at', '>', at)
    .whereNot('r.band', 'unknown')
    .whereNotExists(
      knex('restore_tests as t')
        .whereRaw('t.environment = e.ref')
        .where(recent =>
          recent.whereNull('t.ended_at').orWhere('t.asked_at', '>', before),
        ),
    )
    .orderBy(['e.tier', 'r.test_due_at', 'e.ref'])
    .select('e.ref', 'r.test_due_at', 'e.tier');
  return rows.map(({ ref, test_due_at, tier }) => ({
    environment: ref,
    dueAt: test_due_at,
    tier,
  }));
}

/** Tests that take room in a cluster, or will soon; one that a gate keeps back takes none. */
export async function testsUnderWay(knex: Knex): Promise<number> {
  const [{ count }] = await knex('restore_tests as t')
    .join('changes as c', 'c.id', 't.change_id')
    .whereNull('t.ended_at')
    .whereNot('c.state', 'blocked')
    .count({ count: '*' });
  return Number(count);
}
