import { ApplicationRecord, Time } from '../../records';
import { MINUTE, elapsed, isAhead, moment } from '../../words';
import { Finding } from '../Finding';
import { Subject, committedAt } from '../Subject';
import { windowsOf } from './held';

/** Argo CD compares every application each three minutes by default; one that is silent for so long has stopped. */
export const SILENCE = 30 * MINUTE;

/** What of the last commit Argo CD has taken up. */
export interface Awaited {
  committed: Time;
  /** When it last compared or synced; 0: never. */
  lookedAt: Time;
  /** In sync with what it saw before the commit says nothing about the commit. */
  unseen: boolean;
  /** Nothing newer than the commit has been synced; otherwise what differs is drift. */
  awaited: boolean;
}

export function awaitedBy(
  subject: Subject,
  { reconciledAt, lastSync }: ApplicationRecord,
): Awaited {
  const committed = committedAt(subject);
  const lookedAt = Math.max(reconciledAt ?? 0, lastSync?.deployedAt ?? 0);
  const unseen = lookedAt < committed;
  const awaited =
    unseen ||
    lastSync?.deployedAt === undefined ||
    committed > lastSync.deployedAt;
  return { committed, lookedAt, unseen, awaited };
}

/** What does not exist. */
export function missingObjects({ unhealthy }: ApplicationRecord): string[] {
  return unhealthy
    .filter(({ status }) => status === 'Missing')
    .map(({ object }) => object);
}

/**
 * What does not exist any more, though it did: a commit that waits is no excuse, and in a freeze nobody heals it. Not
 * counted is what that commit adds, which only the last sync tells, by what it had applied.
 */
export function lostObjects(application: ApplicationRecord): string[] {
  const { operation, lastSync } = application;
  if (!lastSync) return [];
  const tells =
    operation?.phase === 'Succeeded' &&
    operation.revision === lastSync.revision;
  const applied = tells ? operation.applied : undefined;
  return missingObjects(application).filter(
    object => applied?.includes(object) ?? true,
  );
}

/**
 * A commit waits for the end of a freeze, by plan: neither well nor a fault. It is so only of what Argo CD goes on
 * comparing and could sync, as far as it says.
 */
export function waitsForFreeze(
  subject: Subject,
  application: ApplicationRecord,
): Pick<Finding, 'status' | 'since' | 'summary'> | undefined {
  const { sync, operation, errors, reconciledAt } = application;
  const { now } = subject;
  const { held } = windowsOf(subject, application);
  const { committed, unseen, awaited } = awaitedBy(subject, application);
  const compares =
    reconciledAt !== undefined &&
    !isAhead(reconciledAt, now) &&
    elapsed(reconciledAt, now) <= SILENCE;
  const waits =
    held &&
    sync.status === 'OutOfSync' &&
    awaited &&
    !unseen &&
    compares &&
    operation?.phase !== 'Running' &&
    errors.length === 0;
  if (!waits) return undefined;
  return {
    // Somebody has to mend what has no end; the others end by themselves.
    status: held.endless ? 'degraded' : 'maintenance',
    since: committed,
    summary: `${capital(held.words)}: what was committed ${moment(
      committed,
    )} waits`,
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
