import {
  SERIES_UPGRADE_STEPS,
  FORWARD_STEPS,
  SeriesUpgradeDetail,
  SeriesUpgradeStepDetail,
  isConfirmedStep,
  seriesUpgradeDetailSchema,
} from '@plumbline/plugin-odoo-common';
import { hoursAgo } from './matrix';

type StepId = (typeof SERIES_UPGRADE_STEPS)[number];

/** A step that nobody can do anything about yet. */
const stepOf = (id: StepId): SeriesUpgradeStepDetail => ({
  id,
  state: 'waiting',
  because: 'After “Look at the rehearsal”',
  changes: [],
  action: {
    type: isConfirmedStep(id) ? 'confirm' : 'propose',
    allowed: false,
    reason: 'is not open: After “Look at the rehearsal”',
  },
});

/** Proven and rehearsed in 42 minutes; somebody is to look at it. Steps may be given. */
export const seriesUpgradeOf = (
  change: Partial<SeriesUpgradeDetail> = {},
  steps: Partial<Record<StepId, Partial<SeriesUpgradeStepDetail>>> = {
    look: {
      state: 'open',
      because: undefined,
      action: { type: 'confirm', allowed: true },
    },
  },
): SeriesUpgradeDetail => {
  const done = (id: StepId, of: SeriesUpgradeStepDetail['changes'][0]) => ({
    ...stepOf(id),
    state: 'done' as const,
    because: undefined,
    since: of.since,
    changes: [of],
  });
  const known: Partial<Record<StepId, SeriesUpgradeStepDetail>> = {
    prove: done('prove', {
      id: 'chg-2000-1',
      kind: 'restore-test',
      environment: 'harbour-civil/production',
      state: 'done',
      since: hoursAgo(30),
    }),
    rehearse: done('rehearse', {
      id: 'chg-2001-1',
      kind: 'create',
      environment: 'harbour-civil-19/pre-production',
      state: 'done',
      since: hoursAgo(3),
    }),
  };
  return seriesUpgradeDetailSchema.parse({
    id: 'upg-19-4711',
    environment: 'harbour-civil/production',
    clone: 'harbour-civil-19',
    release: '19.0-2026.11.1',
    from: '18.0-2026.11.1',
    state: 'open',
    requester: 'user:default/release-manager',
    reason: 'Support of 18.0 ends',
    confirmations: [],
    timeline: [
      {
        at: hoursAgo(40),
        actor: 'user:default/release-manager',
        note: 'begun: Support of 18.0 ends',
      },
    ],
    steps: FORWARD_STEPS.map(id => ({
      ...(known[id] ?? stepOf(id)),
      ...steps[id],
    })),
    downtime: { rehearsedSeconds: 2520 },
    actions: {
      goBack: { allowed: false, reason: 'harbour-civil/production runs' },
      stop: { allowed: true },
    },
    createdAt: hoursAgo(40),
    updatedAt: hoursAgo(3),
    ...change,
  });
};
