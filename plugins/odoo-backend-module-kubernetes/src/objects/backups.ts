import { z } from 'zod';
import {
  ObjectStoreRecord,
  Time,
  count,
  list,
  metadata,
  section,
  text,
  time,
} from '../records';
import { HOUR, moment, shorten, waited } from '../words';
import { Judgement } from './Judgement';

/** A backup whose pod has died stays `running` for ever (cloudnative-pg#7905): after this it is not believed. */
const LONGEST = 6 * HOUR;

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
      return unfinished(phase, startedAt, now);
  }
}

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
      return unfinished(phase, status.startTimestamp, now);
  }
}

function unfinished(
  phase: string | undefined,
  startedAt: Time | undefined,
  now: Time,
): Judgement {
  if (!phase) {
    return { status: 'unknown', reason: 'its controller has not reported' };
  }
  const dead = waited(startedAt, now) > LONGEST;
  return {
    status: dead ? 'degraded' : 'ok',
    reason: dead
      ? `says ${phase} and has not ended: what ran it may be gone`
      : `is not finished (${phase})`,
    since: startedAt,
  };
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

/** What the Barman plugin says of every server that it backs up. */
export function judgeObjectStore({ windows }: ObjectStoreRecord): Judgement {
  const servers = Object.entries(windows);
  if (servers.length === 0) {
    return { status: 'unknown', reason: 'tells of no backup of any server' };
  }
  const findings = servers.map(([server, window]): Judgement => {
    const good = window.lastSuccessfulBackupTime;
    const bad = window.lastFailedBackupTime;
    if (good === undefined) {
      return {
        status: 'degraded',
        reason: `no backup of ${server}`,
        since: bad,
      };
    }
    return bad !== undefined && bad > good
      ? {
          status: 'degraded',
          reason: `the last backup of ${server} failed`,
          since: bad,
        }
      : {
          status: 'ok',
          reason: `claims ${server} to be restorable from ${
            window.firstRecoverabilityPoint === undefined
              ? 'a time it does not name'
              : moment(window.firstRecoverabilityPoint)
          }`,
          since: good,
        };
  });
  return findings.find(({ status }) => status !== 'ok') ?? findings[0];
}
