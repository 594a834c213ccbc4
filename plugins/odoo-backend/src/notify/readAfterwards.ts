import { Knex } from 'knex';
import { VerdictRow, batches } from '../readModel/tables';
import { Afterwards } from './noticeText';
import { Notice, OpenIncident } from './OpenIncident';

/** How the environments are that were part of an incident of which no more is told. */
export async function readAfterwards(
  knex: Knex,
  { incident, environments }: Notice,
  open: readonly OpenIncident[],
): Promise<Afterwards[]> {
  // An incident that is still there when it ends has muted members only.
  const muted = new Set(refsOf(open.filter(({ id }) => id === incident)));
  const notWell = new Set(refsOf(open));
  const refs = [...new Set([...environments, ...muted])];
  const statuses = new Map<string, string>();
  for (const batch of batches(refs)) {
    const rows = await knex<VerdictRow>('verdicts')
      .whereIn('environment', batch)
      .select('environment', 'status');
    for (const row of rows) statuses.set(row.environment, row.status);
  }
  return refs.map(ref => {
    if (muted.has(ref)) return 'still not well but muted';
    return notWell.has(ref)
      ? 'not well for another cause'
      : calm(statuses.get(ref));
  });
}

function refsOf(incidents: readonly OpenIncident[]): string[] {
  return incidents.flatMap(({ members }) => members.map(({ ref }) => ref));
}

function calm(status: string | undefined): Afterwards {
  switch (status) {
    case undefined:
      return 'no longer there';
    case 'ok':
    case 'asleep':
      return status;
    case 'maintenance':
      return 'in maintenance';
    default:
      return 'not well for another cause';
  }
}
