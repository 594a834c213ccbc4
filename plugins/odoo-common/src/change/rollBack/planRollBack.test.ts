import { DEFAULT_TIERS } from '../../platform/tiers';
import type { Deployment } from '../../release/deployment';
import { releaseOf, specOf } from '../../testUtils';
import { planRollBack } from './planRollBack';
import { RollBackFacts } from './RollBackFacts';

const NOW = new Date('2026-11-23T12:00:00Z');
const before = releaseOf('18.0-2026.10.1');
const current = releaseOf('18.0-2026.11.1');

const came = (change: Partial<Deployment> = {}): Deployment => ({
  environment: 'harbour-civil/production',
  release: '18.0-2026.11.1',
  from: '18.0-2026.10.1',
  kind: 'promote',
  appliedAt: '2026-11-23T10:00:00.000Z',
  outcome: 'failed',
  continuity: { verdict: 'failed', summary: '' },
  ...change,
});
function plan(change: Partial<RollBackFacts> = {}) {
  const options = planRollBack({
    environment: { tenant: 'harbour-civil', stage: 'production' },
    spec: specOf(),
    policy: DEFAULT_TIERS[1],
    current,
    releases: [before, current],
    deployments: [
      came(),
      came({
        release: '18.0-2026.10.1',
        from: undefined,
        appliedAt: '2026-10-10T08:00:00.000Z',
        verifiedAt: '2026-10-10T08:20:00.000Z',
        outcome: 'verified',
      }),
    ],
    taken: true,
    changes: [],
    windows: [
      {
        from: '2026-11-02T00:00:00.000Z',
        to: '2026-11-23T11:58:00.000Z',
        timeline: 1,
      },
    ],
    restoreMinutes: 22,
    neighbours: ['quay-rail/production'],
    approvals: { change: 2, rollBack: 1 },
    now: NOW,
    ...change,
  });
  return Object.fromEntries(options.map(option => [option.move, option]));
}
const as = (schemaClass: 'additive' | 'breaking', compatibleWith?: string[]) =>
  releaseOf('18.0-2026.11.1', { schemaClass, compatibleWith });

describe('planRollBack', () => {
  it('lists every move, the gentlest first, with its price', () => {
    const moves = plan();
    expect(Object.keys(moves)).toEqual([
      'image-only',
      'configuration-only',
      'restore',
      'fix-forward',
    ]);
    expect(moves['image-only']).toEqual({
      move: 'image-only',
      to: '18.0-2026.10.1',
      allowed: true,
      reason: expect.stringMatching(
        /The schema is the same.*verified here at 08:20 UTC on 10 October/,
      ),
      downtimeMinutes: 0,
      dataLossMinutes: 0,
      touches: [],
      approvals: 1,
    });
    expect(moves.restore).toMatchObject({
      allowed: true,
      // Just before the release came: two hours of work are lost.
      to: '2026-11-23T10:00:00.000Z',
      dataLossMinutes: 120,
      downtimeMinutes: 22,
      touches: ['quay-rail/production'],
      approvals: 2,
    });
    expect(moves['fix-forward']).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('build one that mends it'),
    });
  });

  it.each<[string, Partial<RollBackFacts>, string, object]>([
    [
      'no older code on a broken schema',
      { current: as('breaking'), releases: [before, as('breaking')] },
      'image-only',
      { allowed: false, reason: expect.stringMatching(/\(breaking\)/) },
    ],
    [
      'none on one that was added to, unless its record names it',
      { current: as('additive'), releases: [before, as('additive')] },
      'image-only',
      { allowed: false },
    ],
    [
      'older code that the record names',
      {
        current: as('additive', ['18.0-2026.10.1']),
        releases: [before, as('additive', ['18.0-2026.10.1'])],
      },
      'image-only',
      { allowed: true, to: '18.0-2026.10.1' },
    ],
    [
      'a restore of before the push that a promotion took over',
      {
        deployments: [
          came(),
          came({
            kind: 'unledgered',
            appliedAt: '2026-11-23T09:00:00.000Z',
          }),
          came({
            release: '18.0-2026.10.1',
            appliedAt: '2026-10-10T08:00:00.000Z',
          }),
        ],
      },
      'restore',
      {
        allowed: true,
        to: '2026-11-23T09:00:00.000Z',
        dataLossMinutes: 180,
      },
    ],
    [
      'no image while a migration is on its way',
      {
        upgrade: {
          schema: 1,
          step: { from: '18.0-2026.10.1', class: 'additive' },
        },
        taken: false,
      },
      'image-only',
      { allowed: false, reason: expect.stringMatching(/not been seen to end/) },
    ],
    [
      'no image where nothing else ran',
      { deployments: [came({ from: undefined })] },
      'image-only',
      { allowed: false, reason: expect.stringMatching(/No earlier release/) },
    ],
    [
      'no image of what came and was never seen to be well',
      {
        deployments: [
          came(),
          came({ release: '18.0-2026.10.1', from: '18.0-2026.9.1' }),
        ],
      },
      'image-only',
      {
        allowed: false,
        reason: expect.stringMatching(/not known to have run/),
      },
    ],
    [
      'the image that was here before the portal',
      {
        deployments: [
          came(),
          came({ release: '18.0-2026.10.1', from: undefined, kind: 'create' }),
        ],
      },
      'image-only',
      {
        allowed: true,
        reason: expect.stringMatching(/before the portal came/),
      },
    ],
    [
      'no image of a former environment of the name',
      {
        deployments: [
          came(),
          came({ release: '18.0-2026.9.9', change: 'c', kind: 'create' }),
          came({
            release: '18.0-2026.10.1',
            verifiedAt: '2026-10-10T08:20:00.000Z',
          }),
        ],
      },
      'image-only',
      {
        allowed: false,
        reason: expect.stringMatching(/not known to have run/),
      },
    ],
    [
      'no image that the schema of a release before the last roll-back keeps out',
      { upgrade: { schema: 1, schemaOf: '18.0-2026.11.9' } },
      'image-only',
      { allowed: false, reason: expect.stringMatching(/no longer has/) },
    ],
    [
      'the change that touched the spec last',
      {
        changes: [
          {
            id: 'c2',
            kind: 'promote',
            reason: 'a',
            at: '2026-11-23T10:00:00.000Z',
            changesSpec: false,
          },
          {
            id: 'c1',
            kind: 'update',
            reason: 'More workers',
            at: '2026-11-22T10:00:00.000Z',
            changesSpec: true,
          },
        ],
      },
      'configuration-only',
      {
        allowed: true,
        to: 'c1',
        reason: expect.stringMatching(/More workers/),
      },
    ],
    [
      'a change that cannot be taken back, and why',
      {
        changes: [
          {
            id: 'c1',
            kind: 'update',
            reason: 'Tier 1 for payroll',
            at: '2026-11-22T10:00:00.000Z',
            changesSpec: true,
            problem: 'spec.tier would change',
          },
        ],
      },
      'configuration-only',
      {
        allowed: false,
        to: 'c1',
        reason: expect.stringMatching(/Tier 1 for payroll; spec\.tier would/),
      },
    ],
    [
      'a restore to what the store had before, at the price of all since',
      {
        windows: [
          {
            from: '2026-11-02T00:00:00.000Z',
            to: '2026-11-23T06:00:00.000Z',
            timeline: 1,
          },
          {
            from: '2026-11-23T11:00:00.000Z',
            to: '2026-11-23T11:58:00.000Z',
            timeline: 2,
          },
        ],
      },
      'restore',
      { allowed: true, to: '2026-11-23T06:00:00.000Z', dataLossMinutes: 360 },
    ],
    [
      'no restore of what nobody has read',
      { windows: [], restorableProblem: 'Its backups have not been read' },
      'restore',
      { allowed: false, reason: 'Its backups have not been read' },
    ],
    [
      'no restore where everything begins after the release',
      {
        windows: [
          {
            from: '2026-11-23T11:00:00.000Z',
            to: '2026-11-23T11:58:00.000Z',
            timeline: 2,
          },
        ],
      },
      'restore',
      { allowed: false, reason: expect.stringMatching(/from before 10:00/) },
    ],
    [
      'no restore of a tier that keeps nothing',
      { policy: DEFAULT_TIERS[4] },
      'restore',
      { allowed: false, reason: expect.stringMatching(/keeps no backups/) },
    ],
    [
      'the newer release, with what it does to people',
      {
        releases: [
          before,
          current,
          releaseOf('18.0-2026.12.1', {
            schemaClass: 'additive',
            releasedAt: '2026-11-22T08:00:00Z',
          }),
        ],
      },
      'fix-forward',
      {
        allowed: true,
        to: '18.0-2026.12.1',
        downtimeMinutes: undefined,
        approvals: 2,
      },
    ],
  ])('knows of %s', (_, facts, move, expected) => {
    const option = { downtimeMinutes: undefined, ...plan(facts)[move] };
    expect(option).toMatchObject(expected);
  });
});
