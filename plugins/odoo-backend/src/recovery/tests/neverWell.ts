import { ProbeId } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRow } from '../../change/store/tables';
import { TransitionRow } from '../../readModel/tables';

/** Nobody works where this was never seen. */
const PEOPLE: ProbeId = 'web.ready';

/**
 * Whether nobody can have worked in an environment: no change that brought something to it was ever seen to arrive,
 * and its web pods were watched from the first look on and never seen to answer. What was not watched, or is forgotten
 * by now, is not known, and is no "never".
 */
export async function neverWell(
  knex: Knex,
  environment: string,
): Promise<boolean> {
  const arrived = await knex<ChangeRow>('changes')
    .where({ environment, state: 'done' })
    .whereIn('kind', ['create', 'update', 'promote', 'roll-back'])
    .first('id');
  if (arrived) return false;
  const seen = await knex<TransitionRow>('transitions')
    .where({ environment, probe: PEOPLE })
    .select('from_status', 'to_status');
  const isWatched = seen.some(({ from_status }) => from_status === null);
  return isWatched && seen.every(({ to_status }) => to_status === 'critical');
}
