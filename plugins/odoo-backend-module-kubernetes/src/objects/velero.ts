import { z } from 'zod';
import { Time, count, list, metadata, section, text, time } from '../records';
import { moment, shorten } from '../words';
import { Judgement } from './Judgement';
import { unfinishedBackup } from './unfinishedBackup';

/** A Backup of Velero. Errors of single items are told as counts only. */
export const veleroBackupSchema = z.object({
  metadata,
  status: section({
    phase: text,
    errors: count,
    warnings: count,
    failureReason: text,
    validationErrors: list(z.string()),
    startTimestamp: time,
    completionTimestamp: time,
  }),
});

export function judgeVeleroBackup(
  { status }: z.output<typeof veleroBackupSchema>,
  now: Time,
): Judgement {
  const { phase, completionTimestamp: since } = status;
  switch (phase) {
    case 'Completed':
      return { status: 'ok', reason: 'Velero calls it completed', since };
    case 'PartiallyFailed':
      return {
        status: 'degraded',
        reason: `is incomplete: ${status.errors ?? 0} errors, ${
          status.warnings ?? 0
        } warnings; the object does not say which`,
        since,
      };
    case 'Failed':
    case 'FailedValidation':
      return {
        status: 'critical',
        reason: `${phase}: ${shorten(
          status.validationErrors.join('; ') ||
            status.failureReason ||
            'no reason given',
        )}`,
        since,
      };
    default:
      return unfinishedBackup(phase, status.startTimestamp, now);
  }
}

/** Where Velero writes to. */
export const storageLocationSchema = z.object({
  metadata,
  status: section({ phase: text, message: text, lastValidationTime: time }),
});

export function judgeStorageLocation({
  status: { phase, message, lastValidationTime },
}: z.output<typeof storageLocationSchema>): Judgement {
  const checked =
    lastValidationTime === undefined
      ? 'it was never checked'
      : `checked ${moment(lastValidationTime)}`;
  if (phase === 'Available') {
    return { status: 'ok', reason: `is available, ${checked}` };
  }
  return phase === 'Unavailable'
    ? {
        status: 'critical',
        reason: `is unavailable, ${checked}: ${shorten(
          message ?? 'no message',
        )}`,
      }
    : { status: 'unknown', reason: `says neither yes nor no, ${checked}` };
}
