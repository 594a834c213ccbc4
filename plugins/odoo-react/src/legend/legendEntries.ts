import { EvidenceState, VerdictStatus } from '@plumbline/plugin-odoo-common';

export interface LegendEntry {
  status: VerdictStatus;
  evidence: EvidenceState;
  meaning: string;
}

/** The verdicts, on fresh evidence of everything that is required. */
export const VERDICT_ENTRIES: readonly LegendEntry[] = (
  [
    ['ok', 'Every required probe is ok.'],
    ['degraded', 'A required probe is outside its threshold; it still works.'],
    [
      'critical',
      'A required probe says that it does not work, or soon will not.',
    ],
    [
      'unknown',
      'A required probe has not been observed, or its evidence is stale. Never counted as healthy.',
    ],
    [
      'asleep',
      'Scaled to zero by its schedule or stopped by its spec, as planned.',
    ],
    ['maintenance', 'Work on it is announced and under way.'],
  ] as const
).map(([status, meaning]) => ({ status, evidence: 'fresh', meaning }));

/** What stands beside a verdict and is no part of it. */
export const BESIDE_ENTRIES: readonly { term: string; meaning: string }[] = [
  {
    term: 'Risk ahead',
    meaning:
      'Fine now and not for long, with the day, who has to act, and the change that removes it.',
  },
  {
    term: 'Looked after, muted',
    meaning:
      'Somebody said so until a moment that they named. It changes notifications, never the verdict, a count or a colour.',
  },
  {
    term: 'All with this cause',
    meaning:
      'The environments that share a cluster, a database server, a source or a release that is not well: one incident.',
  },
];

/** What the state of the evidence makes of a verdict. */
export const EVIDENCE_ENTRIES: readonly LegendEntry[] = [
  {
    status: 'ok',
    evidence: 'partial',
    meaning:
      'What is collected is ok, but some required probes are not collected. Not green.',
  },
  {
    status: 'ok',
    evidence: 'stale',
    meaning:
      'It was ok when last observed; the evidence has outlived its time since. Its age is hatched.',
  },
  {
    status: 'unknown',
    evidence: 'missing',
    meaning: 'Nothing has been observed yet.',
  },
];
