import { ObjectReference, ObservedStatus } from '@plumbline/plugin-odoo-common';
import { Time } from '../records';

/** What one probe says about one environment; the collector turns it into an observation. */
export interface Finding {
  status: Exclude<ObservedStatus, 'not-collected'>;
  /** One sentence: what is, why, how often. */
  summary: string;
  value?: number | string;
  unit?: string;
  threshold?: string;
  /** Since when the status holds, as far as an object tells. */
  since?: Time;
  /** When what is fine now becomes a problem. */
  deadline?: Time;
  object?: ObjectReference;
  /** Objects or digests that differ from what they should be. */
  differences?: string[];
  link?: string;
}

const SEVERITY: readonly Finding['status'][] = [
  'critical',
  'unknown',
  'degraded',
  'maintenance',
  'asleep',
  'ok',
  'not-applicable',
];

/** The finding that decides: of equally bad ones the first. Undefined when there is none. */
export function worst(findings: readonly Finding[]): Finding | undefined {
  return SEVERITY.map(status =>
    findings.find(finding => finding.status === status),
  ).find(Boolean);
}

/** Like `worst`, and says how many of several objects are not ok. */
export function worstOf(
  findings: readonly Finding[],
  plural: string,
): Finding | undefined {
  const deciding = worst(findings);
  const bad = findings.filter(({ status }) => status !== 'ok').length;
  if (!deciding || bad < 2) return deciding;
  return {
    ...deciding,
    summary: `${deciding.summary}; ${bad} of ${findings.length} ${plural} are not ok`,
  };
}
