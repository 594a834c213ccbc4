import {
  Observation,
  ProbeId,
  Verdict,
  VerdictStatus,
  verdictStatusSchema,
} from '@plumbline/plugin-odoo-common';
import { SEVERITY } from '../readModel/ranks';
import { AcknowledgementRow } from './tables';

/** The state that somebody means: of the environment, or of one probe. */
export type MeantState = Pick<AcknowledgementRow, 'severity' | 'decided_by'>;

export function stateOfVerdict(
  verdict: Pick<Verdict, 'status' | 'decidedBy'>,
): MeantState {
  return {
    severity: SEVERITY[verdict.status],
    decided_by: verdict.decidedBy ?? null,
  };
}

/** Of a probe that nobody observed, or whose evidence has expired: unknown. */
export function stateOfProbe(
  probe: ProbeId,
  observations: readonly Observation[],
  now: Date,
): MeantState {
  const observation = observations.find(other => other.probe === probe);
  const known =
    observation && Date.parse(observation.expiresAt) > now.getTime()
      ? observation.status
      : 'unknown';
  const status: VerdictStatus =
    known === 'not-applicable'
      ? 'ok'
      : verdictStatusSchema.safeParse(known).data ?? 'unknown';
  return { severity: SEVERITY[status], decided_by: probe };
}

export function isWell({ severity }: MeantState): boolean {
  return severity < SEVERITY.degraded;
}

/** Worse, well again, or decided by another probe: then it is not what was meant. */
export function isStillMeant(meant: MeantState, present: MeantState): boolean {
  return (
    !isWell(present) &&
    present.severity <= meant.severity &&
    present.decided_by === meant.decided_by
  );
}
