import {
  Cause,
  IncidentCause,
  NOT_WELL,
  VerdictStatus,
  incidentId,
} from '@plumbline/plugin-odoo-common';
import { VerdictRow } from '../readModel/tables';

export type CauseRow = Pick<
  VerdictRow,
  'status' | 'reassess_at' | 'cause_kind' | 'cause_name' | 'expiring_source'
>;

/** The rule of `verdictColumns` for one row: the incident that it is part of now. */
export function incidentOf(row: CauseRow, now: Date): string | undefined {
  const cause = causeNow(row, now);
  return cause && incidentId(cause);
}

/** Why it is not well now; absent: it is, or nobody knows. */
export function causeNow(row: CauseRow, now: Date): Cause | undefined {
  const past = row.reassess_at !== null && row.reassess_at <= now.toISOString();
  if (past) {
    return row.expiring_source === null
      ? undefined
      : { kind: 'source', name: row.expiring_source };
  }
  if (!NOT_WELL.has(row.status as VerdictStatus)) return undefined;
  return row.cause_kind === null || row.cause_name === null
    ? undefined
    : { kind: row.cause_kind as IncidentCause, name: row.cause_name };
}
