import { Knex } from 'knex';
import { EVIDENCE_RANK, SEVERITY } from './ranks';

/** The rule of `verdictAt` in SQL, over the table `verdicts` as `v`. */
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
    since: orWhenPast('v.reassess_at', 'since'),
    // What was wrong before is not known to be wrong any more: its source has fallen silent.
    causeKind: orWhenPast(`'source'`, 'cause_kind'),
    causeName: orWhenPast(`v.expiring_source`, 'cause_name'),
  };
}
