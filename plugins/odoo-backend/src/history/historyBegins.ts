import { Knex } from 'knex';

/**
 * When the history of an environment begins, where its name was that of another owner's before: when that one was
 * decommissioned. What was before is not for those who read the present one. Absent: nothing is hidden.
 */
export async function historyBegins(
  knex: Knex,
  environment: string,
): Promise<string | undefined> {
  const [{ at }] = await knex('environments as e')
    .join('changes as c', 'c.environment', 'e.ref')
    .join('commit_ledger as l', 'l.change_id', 'c.id')
    .where({
      'e.ref': environment,
      'c.kind': 'decommission',
      'c.state': 'done',
    })
    .whereNot('c.owner', knex.ref('e.owner'))
    .max({ at: 'l.recorded_at' });
  return at ?? undefined;
}
