import { Cause, Verdict, verdictAt } from '@plumbline/plugin-odoo-common';
import { CauseRow, causeNow } from '../../incidents/incidentOf';

/** The verdict as it counts now, with its cause; what is past its evidence is unknown from that moment on. */
export function toVerdict(
  row: CauseRow & { verdict: string },
  now: Date,
): Verdict & { cause?: Cause } {
  const verdict: Verdict = JSON.parse(row.verdict);
  const expiresAt = row.reassess_at ?? undefined;
  const counting = verdictAt({ ...verdict, expiresAt }, now);
  const since = counting.status === verdict.status ? verdict.since : expiresAt;
  return { ...counting, since, cause: causeNow(row, now) };
}
