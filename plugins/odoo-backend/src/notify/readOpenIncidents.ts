import {
  Cause,
  IncidentCause,
  incidentId,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { AcknowledgementRow } from '../acknowledgements/tables';
import { notWell, statusOf } from '../incidents/listIncidents';
import { OpenIncident } from './OpenIncident';

interface MemberRow {
  ref: string;
  owner: string;
  kind: string | null;
  name: string | null;
  severity: number;
  since: string;
  decided_by: string | null;
}

type Mute = Pick<AcknowledgementRow, 'environment' | 'probe'>;

/** What is not well by cause. What nobody has ever observed is not among it: nothing has changed there. */
export async function readOpenIncidents(
  knex: Knex,
  now: Date,
): Promise<OpenIncident[]> {
  const rows: MemberRow[] = await notWell(knex, 'all', now)
    .whereNot('v.evidence', 'missing')
    .select('e.owner', 'v.decided_by')
    .orderBy('e.ref');
  const mutes: Mute[] = await knex<AcknowledgementRow>('acknowledgements')
    .where({ kind: 'mute' })
    .where('until', '>', now.toISOString())
    .select('environment', 'probe');
  const incidents = new Map<string, OpenIncident>();
  for (const row of rows) {
    const cause = causeOfRow(row);
    if (!cause) continue;
    const id = incidentId(cause);
    const incident = incidents.get(id) ?? { id, cause, members: [] };
    incident.members.push({
      ref: row.ref,
      owner: row.owner,
      status: statusOf(Number(row.severity)),
      since: row.since,
      muted: mutes.some(mute => silences(mute, row)),
    });
    incidents.set(id, incident);
  }
  return [...incidents.values()];
}

function causeOfRow({ kind, name }: MemberRow): Cause | undefined {
  return kind === null || name === null
    ? undefined
    : { kind: kind as IncidentCause, name };
}

function silences(mute: Mute, { ref, decided_by }: MemberRow): boolean {
  return (
    mute.environment === ref &&
    (mute.probe === null || mute.probe === decided_by)
  );
}
