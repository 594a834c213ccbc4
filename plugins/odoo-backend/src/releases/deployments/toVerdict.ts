import {
  DeploymentFacts,
  Verdict,
  verdictAt,
} from '@plumbline/plugin-odoo-common';
import { CauseRow, causeNow } from '../../incidents/incidentOf';

/** The verdict as it counts now, with its cause; what is past its evidence is unknown from that moment on. */
export function toVerdict(
  row: CauseRow & {
    verdict: string;
    held_from?: string | null;
    held_before?: string | null;
  },
  now: Date,
): NonNullable<DeploymentFacts['verdict']> {
  const verdict: Verdict = JSON.parse(row.verdict);
  const expiresAt = row.reassess_at ?? undefined;
  const counting = verdictAt({ ...verdict, expiresAt }, now);
  const cause = causeNow(row, now);
  if (counting.status !== verdict.status) {
    return { ...counting, since: expiresAt, cause };
  }
  return {
    ...counting,
    since: verdict.since,
    heldFrom: row.held_from ?? undefined,
    heldBefore: row.held_before ?? undefined,
    cause,
  };
}
