import { Time } from '../records';
import { HOUR, waited } from '../words';
import { Judgement } from './Judgement';

/** A backup whose pod has died stays `running` for ever (cloudnative-pg#7905): after this it is not believed. */
const LONGEST = 6 * HOUR;

/** Of a backup that its controller calls neither done nor failed. */
export function unfinishedBackup(
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
