import { z } from 'zod';
import { Time, metadata, section, text, time } from '../records';
import { shorten } from '../words';
import { Judgement } from './Judgement';
import { unfinishedBackup } from './unfinishedBackup';

/** A Backup of CloudNativePG. */
export const databaseBackupSchema = z.object({
  metadata,
  status: section({
    phase: text,
    error: text,
    startedAt: time,
    stoppedAt: time,
  }),
});

export function judgeDatabaseBackup(
  { status }: z.output<typeof databaseBackupSchema>,
  now: Time,
): Judgement {
  const { phase, error, startedAt, stoppedAt } = status;
  switch (phase) {
    case 'completed':
      return {
        status: 'ok',
        reason: 'the operator calls it completed',
        since: stoppedAt,
      };
    case 'failed':
      return {
        status: 'degraded',
        reason: `failed: ${shorten(error ?? 'no reason given')}`,
        since: stoppedAt,
      };
    default:
      return unfinishedBackup(phase, startedAt, now);
  }
}
