import { Knex } from 'knex';

/** The rule of `recoveryAt` in SQL, over `recovery_assessments` as `r`, which a new environment does not have yet. */
export function recoveryColumns(knex: Knex, now: Date) {
  const past = `r.environment is null or r.reassess_at <= ?`;
  const orWhenPast = (unknown: string, column: string) =>
    knex.raw(`(case when ${past} then ${unknown} else r.${column} end)`, [
      now.toISOString(),
    ]);
  return {
    band: orWhenPast(`'unknown'`, 'band'),
    score: orWhenPast('0', 'score'),
    rpo: orWhenPast('null', 'rpo_seconds'),
    rto: orWhenPast('null', 'rto_seconds'),
  };
}
export type RecoveryColumns = ReturnType<typeof recoveryColumns>;
