import { Knex } from 'knex';

/**
 * Deployments, or changes, as `d` of environments as `e`, without those of a former owner of the name: what was before is not for
 * those who read the present one.
 *
 * @param at - the column that says when
 */
export function ofPresentOwner(
  query: Knex.QueryBuilder,
  knex: Knex,
  at = 'd.applied_at',
): Knex.QueryBuilder {
  return query.whereNotExists(
    knex('changes as gone')
      .join('commit_ledger as l', 'l.change_id', 'gone.id')
      .where('gone.environment', knex.ref('d.environment'))
      .where({ 'gone.kind': 'decommission', 'gone.state': 'done' })
      .whereNot('gone.owner', knex.ref('e.owner'))
      .where('l.recorded_at', '>=', knex.ref(at)),
  );
}
