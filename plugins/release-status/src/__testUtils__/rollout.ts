import {
  EnvironmentRelease,
  RolloutDetail,
  environmentReleaseSchema,
  rolloutDetailSchema,
} from '@plumbline/plugin-odoo-common';
import { releaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { hoursAgo } from './matrix';

/** Paused by its budget: two of three failed, one waits. */
export const rolloutOf = (change: Partial<RolloutDetail> = {}): RolloutDetail =>
  rolloutDetailSchema.parse({
    id: 'rol-4711-0815',
    release: '18.0-2026.11.1',
    ring: 'production',
    state: 'paused',
    requester: 'user:default/release-manager',
    reason: 'November release',
    batch: 2,
    soak: 'PT1H',
    failureBudget: 1,
    failures: 2,
    items: [
      {
        environment: 'harbour-civil/production',
        step: 'failed',
        change: 'chg-1000-1',
        changeState: 'failed',
        note: 'Approvals of purchase orders stopped',
        since: hoursAgo(1),
      },
      {
        environment: 'harbour-rail/production',
        step: 'verified',
        change: 'chg-1001-1',
        changeState: 'done',
        since: hoursAgo(2),
      },
      {
        environment: 'quay-rail/production',
        step: 'waiting',
        since: hoursAgo(3),
      },
    ],
    hidden: 1,
    because: 'Paused: 2 failed and the budget is 1',
    actions: {
      pause: { allowed: false, reason: 'It is paused already' },
      resume: { allowed: true },
      skip: { allowed: true },
      stop: { allowed: true },
    },
    timeline: [
      {
        at: hoursAgo(3),
        actor: 'user:default/release-manager',
        note: 'Begun: 4 environments, 2 at once',
      },
      { at: hoursAgo(1), note: 'Paused: 2 failed and the budget is 1' },
    ],
    createdAt: hoursAgo(3),
    updatedAt: hoursAgo(1),
    ...change,
  });

const listed = (version: string) => {
  const { series, edition, digest, schemaClass } = releaseOf(version).spec;
  return {
    version,
    series,
    edition,
    digest,
    schemaClass,
    releasedAt: '2026-11-02T08:00:00Z',
  };
};

/** On a release that failed, with one way back that a change can go. */
export const environmentReleaseOf = (
  change: Partial<EnvironmentRelease> = {},
): EnvironmentRelease =>
  environmentReleaseSchema.parse({
    environment: 'harbour-civil/production',
    current: {
      ...listed('18.0-2026.11.1'),
      deployment: {
        environment: 'harbour-civil/production',
        release: '18.0-2026.11.1',
        from: '18.0-2026.10.1',
        change: 'chg-1000-1',
        kind: 'promote',
        appliedAt: hoursAgo(3),
        outcome: 'failed',
        failedAt: hoursAgo(1),
        because: 'Approvals: purchase orders stopped',
        continuity: {
          verdict: 'failed',
          summary: 'No purchase order approved for 2 h, 14 an hour before',
        },
      },
    },
    previous: listed('18.0-2026.10.1'),
    history: [],
    candidate: listed('18.0-2026.12.1'),
    risk: [
      {
        factor: 'Schema',
        level: 'low',
        detail: 'No model changes between the two',
      },
      {
        factor: 'Rehearsal',
        level: 'unknown',
        detail: 'No migration was rehearsed on a copy of this environment',
      },
    ],
    rollBack: [
      {
        move: 'image-only',
        to: '18.0-2026.10.1',
        allowed: true,
        reason: 'No model changes between the two',
        downtimeMinutes: 4,
        dataLossMinutes: 0,
        touches: [],
        approvals: 1,
      },
      {
        move: 'restore',
        to: '2026-11-23T09:00:00Z',
        allowed: true,
        reason: 'The restore point before the promotion',
        downtimeMinutes: 35,
        dataLossMinutes: 180,
        touches: ['harbour-rail/production'],
        approvals: 2,
        link: '/catalog/default/component/harbour-civil-production/recovery',
      },
      {
        move: 'fix-forward',
        to: '18.0-2026.12.1',
        allowed: true,
        reason: 'Promote 18.0-2026.12.1, which migrates',
        dataLossMinutes: 0,
        touches: [],
        approvals: 2,
      },
      {
        move: 'configuration-only',
        allowed: false,
        reason: 'The configuration has not changed',
        touches: [],
        approvals: 0,
      },
    ],
    failureRate: 0.25,
    timeToRestore: 'PT42M',
    parity: [
      {
        stage: 'production',
        differences: [
          { what: 'Integrations', here: 'none', there: 'bank, payroll' },
        ],
      },
    ],
    ...change,
  });
