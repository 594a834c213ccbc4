import { DIFFERENCES_MAX } from '@plumbline/plugin-odoo-common';
import { ApplicationRecord } from '../../records';
import { Finding } from '../Finding';
import { Subject } from '../Subject';
import { assessApplication } from './application';
import { windowsOf } from './held';
import { SILENCE, awaitedBy, lostObjects, waitsForFreeze } from './waiting';
import {
  HOUR,
  duration,
  elapsed,
  forHowLong,
  isAhead,
  moment,
  shorten,
  waited,
} from '../../words';

const PATIENCE = HOUR;
/** What failed once may be its turn that had not come; what failed again is not on its way. */
const RETRIES = 2;

export function assessArgoSync(subject: Subject): Finding {
  return assessApplication(subject, application => ({
    value: syncedRevision(application),
    threshold: `in sync, or out of it for at most ${duration(PATIENCE)}`,
    ...assess(subject, application),
  }));
}

/**
 * The newest revision of which it can be claimed that the controller has applied it; change control
 * relies on that claim. `status.sync.revision` is only what was compared: it counts when the
 * comparison found no difference and no sync of it is running or has failed.
 */
function syncedRevision(application: ApplicationRecord): string | undefined {
  const { sync, operation, lastSync } = application;
  const settled =
    operation?.phase !== 'Running' &&
    operation?.phase !== 'Terminating' &&
    !failedSync(application);
  return sync.status === 'Synced' && settled
    ? sync.revision ?? lastSync?.revision
    : lastSync?.revision;
}

/** The last sync failed, and nothing newer has been found in sync since. */
function failedSync({ operation, sync }: ApplicationRecord): boolean {
  const failed = operation?.phase === 'Failed' || operation?.phase === 'Error';
  const overtaken =
    sync.status === 'Synced' &&
    operation?.revision !== undefined &&
    operation.revision !== sync.revision;
  return failed && !overtaken;
}

/** Argo CD names every object before it says why: what is cut shorter loses the reason. */
const REASON = 1000;

function assess(subject: Subject, application: ApplicationRecord): Finding {
  const { environment, now } = subject;
  const { sync, operation, errors, reconciledAt } = application;
  const { held } = windowsOf(subject, application);
  const heldToo = held ? `; ${held.words}` : '';
  if (failedSync(application)) {
    const since = operation?.finishedAt;
    return {
      status: environment.stage === 'production' ? 'critical' : 'degraded',
      since,
      summary: `The last sync of ${brief(operation?.revision)} failed${
        since === undefined ? '' : ` ${duration(elapsed(since, now))} ago`
      }: ${shorten(operation?.message ?? 'no message', REASON)}${heldToo}`,
    };
  }
  const [error] = errors;
  if (sync.status !== 'Synced' && sync.status !== 'OutOfSync') {
    return {
      status: 'unknown',
      summary: `Argo CD cannot tell whether the cluster matches Git: ${shorten(
        error?.message ?? 'it has not compared yet',
      )}`,
    };
  }
  const { lookedAt, unseen } = awaitedBy(subject, application);
  if (sync.status === 'Synced' && !unseen) {
    // The comparison is the evidence: ours of it may be fresh while it is not.
    if (isAhead(lookedAt, now)) {
      return {
        status: 'unknown',
        summary: `Argo CD dates its last comparison ${moment(
          lookedAt,
        )}, ahead of every clock here: nobody knows when it was`,
      };
    }
    if (reconciledAt !== undefined && elapsed(reconciledAt, now) > SILENCE) {
      return {
        status: 'unknown',
        since: reconciledAt,
        summary: `Argo CD last compared it ${duration(
          elapsed(reconciledAt, now),
        )} ago and called it in sync then; it may have stopped`,
      };
    }
    return {
      status: 'ok',
      summary: `In sync with ${brief(sync.revision)}, compared ${moment(
        lookedAt,
      )}${heldToo}`,
    };
  }
  return pending(subject, application);
}

function pending(subject: Subject, application: ApplicationRecord): Finding {
  const { now } = subject;
  const { operation, errors, outOfSync } = application;
  const { committed, unseen, awaited } = awaitedBy(subject, application);
  const { held, releasedAt = 0 } = windowsOf(subject, application);
  // Without a newer commit the cluster has drifted, and no object tells since when.
  const since = awaited ? committed : undefined;
  const running = operation?.phase === 'Running';
  const failing = running && operation.retries >= RETRIES;
  const [error] = errors;
  const details = [
    running
      ? `a sync is running: ${shorten(operation.message ?? 'no message', REASON)}`
      : '',
    error ? shorten(error.message ?? error.type) : '',
    outOfSync.length > 0
      ? shorten(`differs: ${outOfSync.join(', ')}`, 160)
      : '',
  ].filter(Boolean);
  const waits = waitsForFreeze(subject, application);
  const lost = lostObjects(application);
  if (waits && lost.length > 0) {
    return {
      status: 'degraded',
      summary: [
        `No longer in the cluster: ${shorten(lost.join(', '), 160)}`,
        waits.summary,
        ...details,
      ].join('; '),
      differences: lost.slice(0, DIFFERENCES_MAX),
    };
  }
  if (waits) {
    return { ...waits, summary: [waits.summary, ...details].join('; ') };
  }
  // It could not begin before the freeze had ended.
  const began = since === undefined ? undefined : Math.max(since, releasedAt);
  const late = waited(began, now) > PATIENCE;
  const what = pendingWords(unseen, awaited);
  return {
    status: late || failing ? 'degraded' : 'ok',
    since,
    summary: [
      `${what}${forHowLong(since, now)}`,
      ...details,
      ...(held ? [held.words] : []),
    ].join('; '),
    ...((!awaited || failing) && {
      differences: outOfSync.slice(0, DIFFERENCES_MAX),
    }),
  };
}

function pendingWords(unseen: boolean, awaited: boolean): string {
  if (unseen) return 'Argo CD has not looked at Git since the last commit';
  return awaited
    ? 'Out of sync with the last commit'
    : 'The cluster differs from Git although the last commit was synced';
}

function brief(revision: string | undefined): string {
  return revision?.slice(0, 8) ?? 'an unknown revision';
}
