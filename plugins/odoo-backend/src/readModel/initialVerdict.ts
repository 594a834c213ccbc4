import { Verdict } from '@plumbline/plugin-odoo-common';
import { watchedUntil } from '../history/holds';
import { EVIDENCE_RANK, SEVERITY } from './ranks';
import { VerdictRow } from './tables';

/** Of an environment that nobody has looked at: unknown, until it is assessed. */
export function initialVerdict(environment: string, now: Date): VerdictRow {
  const verdict: Verdict = {
    status: 'unknown',
    evidence: 'missing',
    coverage: { collected: 0, required: 0 },
    summary: 'Nothing has been observed yet',
    since: now.toISOString(),
    riskAhead: [],
  };
  return {
    environment,
    status: verdict.status,
    severity: SEVERITY.unknown,
    evidence: verdict.evidence,
    evidence_rank: EVIDENCE_RANK.missing,
    observed_at: null,
    since: now.toISOString(),
    reassess_at: null,
    held_from: now.toISOString(),
    held_until: watchedUntil(undefined, now),
    decided_by: null,
    cause_kind: 'environment',
    cause_name: environment,
    expiring_source: null,
    document: JSON.stringify(verdict),
  };
}
