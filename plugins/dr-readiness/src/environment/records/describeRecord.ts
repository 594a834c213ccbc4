import { RecoveryRecord } from '@plumbline/plugin-odoo-common';
import { BadgeProps, formatDuration } from '@plumbline/plugin-odoo-react';
import { TERM_TITLES } from '../../words';

export type RecordState = 'waiting' | 'counts' | 'expired' | 'withdrawn';

/** A day holds to its end in UTC. */
const endOf = (day: string) => Date.parse(`${day}T00:00:00Z`) + 86_400_000;

/** `now` in milliseconds. */
export function stateOf(record: RecoveryRecord, now: number): RecordState {
  const { statement, confirmedAt, withdrawnAt } = record;
  if (withdrawnAt) return 'withdrawn';
  if (statement.kind === 'exemption' && endOf(statement.until) <= now) {
    return 'expired';
  }
  return confirmedAt ? 'counts' : 'waiting';
}

export const RECORD_BADGES: Record<RecordState, BadgeProps> = {
  waiting: {
    shape: 'hourglass',
    tone: 'degraded',
    word: 'waits for a second person',
  },
  counts: { shape: 'check', tone: 'plain', word: 'confirmed' },
  expired: { shape: 'dash', tone: 'plain', word: 'expired' },
  withdrawn: { shape: 'dash', tone: 'plain', word: 'withdrawn' },
};

/** `Exempts alerting on backups: ... Until 2026-12-31.` */
export function describeStatement({ statement }: RecoveryRecord): string {
  if (statement.kind === 'exemption') {
    const { term, reason, until } = statement;
    return `Exempted: ${TERM_TITLES[term]}. ${reason}. Until ${until}.`;
  }
  const { startedAt, finishedAt, succeeded, notes } = statement;
  const took = Date.parse(finishedAt) - Date.parse(startedAt);
  return `Runbook ${succeeded ? 'carried out' : 'failed'} in ${formatDuration(
    took,
  )}. ${notes}.`;
}

/** The newest timed run of the runbook that counts. */
export function lastDrill(records: readonly RecoveryRecord[]) {
  return records
    .flatMap(({ statement, confirmedAt, withdrawnAt }) =>
      statement.kind === 'drill' && confirmedAt && !withdrawnAt
        ? [statement]
        : [],
    )
    .sort((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt))[0];
}
