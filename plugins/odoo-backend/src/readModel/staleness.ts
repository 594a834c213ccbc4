import { Verdict } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { EVIDENCE_RANK, SEVERITY } from './ranks';

/**
 * A stored verdict is good until `reassess_at`. Past it, some evidence has expired and nobody has judged
 * again: the row counts as unknown and stale, in lists, counts and details alike, so that a portal whose
 * collection died turns grey by itself.
 */
export function verdictAt(
  verdict: Verdict,
  reassessAt: string | null,
  now: Date,
): Verdict {
  if (reassessAt === null || reassessAt > now.toISOString()) return verdict;
  const { decidedBy, ...rest } = verdict;
  return {
    ...rest,
    status: 'unknown',
    evidence: 'stale',
    // How much of it still holds is not known until it is judged again.
    coverage: { ...verdict.coverage, collected: 0 },
    summary:
      verdict.evidence === 'stale'
        ? verdict.summary
        : `Evidence is stale; last known: ${verdict.summary}`,
  };
}

/** The same rule in SQL, over the table `verdicts` as `v`. */
export function verdictColumns(knex: Knex, now: Date) {
  const past = 'v.reassess_at is not null and v.reassess_at <= ?';
  const orWhenPast = (stale: string, column: string) =>
    knex.raw(`(case when ${past} then ${stale} else v.${column} end)`, [
      now.toISOString(),
    ]);
  return {
    status: orWhenPast(`'unknown'`, 'status'),
    severity: orWhenPast(String(SEVERITY.unknown), 'severity'),
    evidence: orWhenPast(`'stale'`, 'evidence'),
    evidenceRank: orWhenPast(String(EVIDENCE_RANK.stale), 'evidence_rank'),
  };
}
