import { Time } from '../records';

/** What one object says of itself, read with the doubts that its controller deserves. */
export interface Judgement {
  status: 'ok' | 'degraded' | 'critical' | 'unknown';
  /** In words, without the object's name and age. */
  reason: string;
  /** Since when, as far as the object tells. */
  since?: Time;
}
