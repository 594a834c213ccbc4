import { FROZEN_UNTIL_ANNOTATION as MARK } from '@plumbline/plugin-odoo-common';
import { ago, environment } from '../../__testUtils__/environment';
import {
  COMMIT,
  NEWER,
  fluxEnvironment,
  fluxWorld,
  gitRepository,
  kustomization,
} from '../../__testUtils__/flux';
import { judge, listingsOf } from '../../__testUtils__/judge';
import { World, condition } from '../../__testUtils__/objects';
import { commitOf } from './revision';

const planned = fluxEnvironment();
const look = (world: World, plan = planned) =>
  judge(plan, listingsOf({ ...fluxWorld(plan), ...world }));
const sync = (world: World, plan = planned) =>
  look(world, plan).get('gitops.sync');

describe('Flux in sync', () => {
  it('is the commit without its branch, so that change control finds its own in it', () => {
    expect(sync({})).toMatchObject({
      status: 'ok',
      value: COMMIT,
      summary: 'In sync with cccccccc, fetched 2026-07-29 10:03 UTC',
      object: { kind: 'Kustomization', name: 'acme-production' },
    });
    expect(sync({})?.link).toBeUndefined();
  });

  it.each([
    [`main@sha1:${COMMIT}`, COMMIT],
    [`sha1:${COMMIT}`, COMMIT],
    [`main/${COMMIT}`, COMMIT],
    [`release/19@sha1:${COMMIT}`, COMMIT],
    ['latest@sha256:f74fa29c', 'latest@sha256:f74fa29c'],
    [undefined, undefined],
  ])('reads revision %s as %s', (revision, commit) => {
    expect(commitOf(revision)).toBe(commit);
  });

  it('names the commit that an artifact was built from', () => {
    const digest = `latest@sha256:${'1'.repeat(64)}`;
    const source = { kind: 'OCIRepository', name: 'gitops' };
    const world: World = {
      ociRepositories: [
        gitRepository({
          artifact: { revision: digest, lastUpdateTime: ago(60) },
        }),
      ],
      kustomizations: [
        kustomization(
          planned,
          {
            lastAppliedRevision: digest,
            lastAppliedOriginRevision: `main@sha1:${COMMIT}`,
          },
          { sourceRef: source },
        ),
      ],
    };
    expect(sync(world)).toMatchObject({ status: 'ok', value: COMMIT });
  });

  it('never claims a revision that is only attempted', () => {
    const failed = kustomization(planned, {
      lastAttemptedRevision: `main@sha1:${NEWER}`,
      conditions: [
        condition('Ready', 'False', {
          reason: 'BuildFailed',
          message: 'kustomize build failed',
          lastTransitionTime: ago(5),
        }),
      ],
    });
    expect(sync({ kustomizations: [failed] })).toMatchObject({
      status: 'critical',
      value: COMMIT,
      summary:
        'Flux failed to apply dddddddd for 5 min, BuildFailed: kustomize build failed',
    });
    const staging = environment(
      { gitops: planned.expectation.gitops },
      'acme',
      'staging',
    );
    expect(
      judge(
        staging,
        listingsOf({ ...fluxWorld(staging), kustomizations: [failed] }),
      ).get('gitops.sync')?.status,
    ).toBe('degraded');
  });
});

describe('Flux that a freeze has suspended', () => {
  const frozenBy = (until: string, status: object = {}) => ({
    kustomizations: [
      kustomization(planned, status, { suspend: true }, { [MARK]: until }),
    ],
  });
  const moved = fluxEnvironment();
  moved.revision.commit = NEWER;
  moved.revision.at = ago(2);

  // prettier-ignore
  it.each<[string, World, typeof planned, string, RegExp]>([
    ['is no alarm while nothing waits', frozenBy(ago(-300)), planned, 'ok', /^Held by a freeze until 2026-07-30 14:30 UTC \(Kustomization acme-production is suspended for it\); nothing/],
    ['says what waits', frozenBy(ago(-300)), moved, 'maintenance', /until 2026-07-30 14:30 UTC .*: what was committed 2026-07-30 09:28 UTC, after cccccccc, waits/],
    ['says that its calendars cannot be read', frozenBy('unknown'), planned, 'ok', /until its calendars can be read/],
    ['has no end of its own', frozenBy('unknown'), moved, 'degraded', /until its calendars can be read .* waits/],
    ['is one that nobody ended', frozenBy(ago(20)), planned, 'degraded', /Flux is suspended here/],
    ['is no excuse for what failed before', frozenBy(ago(-300), { conditions: [condition('Ready', 'False', { reason: 'BuildFailed' })] }), planned, 'critical', /failed to apply/],
  ])('%s', (_, world, plan, status, words) => {
    const found = sync(world, plan);
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
  });

  // Others commit to the repository too: what is applied is its head of that moment.
  const OTHER = 'e'.repeat(40);
  const applied = (times: { looked?: number; ready?: number }, more = {}) =>
    frozenBy(ago(-300), {
      lastAppliedRevision: `main@sha1:${OTHER}`,
      lastAttemptedRevision: `main@sha1:${OTHER}`,
      conditions: [
        condition('Ready', 'True', {
          lastTransitionTime: ago(times.ready ?? times.looked ?? 0),
        }),
      ],
      history:
        times.looked === undefined
          ? undefined
          : [{ lastReconciled: ago(times.looked) }],
      ...more,
    });
  const fetched = (
    revision: string,
    minutes: number,
    more: object = {},
    spec = {},
  ): World => ({
    gitRepositories: [
      gitRepository(
        {
          artifact: {
            revision: `main@sha1:${revision}`,
            lastUpdateTime: ago(minutes),
          },
          ...more,
        },
        spec,
      ),
    ],
  });
  const committed = (minutes: number) => {
    const plan = fluxEnvironment();
    plan.revision = { commit: COMMIT, at: ago(minutes) };
    return plan;
  };
  const away = [
    condition('Ready', 'False', {
      reason: 'GitOperationFailed',
      lastTransitionTime: ago(200),
    }),
  ];

  // prettier-ignore
  it.each<[string, World, number, string, RegExp]>([
    ['holds what was fetched after the commit, without a history', { ...applied({ ready: 120 }), ...fetched(OTHER, 125) }, 20_000, 'ok', /nothing of it waits$/],
    ['holds a commit of long before it was last ready, without a history', { ...applied({ ready: 120 }), ...fetched(NEWER, 5) }, 20_000, 'ok', /nothing of it waits$/],
    ['holds a commit of long before its last look', { ...applied({ looked: 120 }), ...fetched(NEWER, 5) }, 181, 'ok', /nothing of it waits$/],
    ['does not say whether a commit of minutes before was fetched', { ...applied({ looked: 120 }), ...fetched(NEWER, 5) }, 131, 'unknown', /does not say whether what was committed 2026-07-30 07:19 UTC was fetched before it, or waits/],
    ['counts with a source that looks seldom', { ...applied({ looked: 120 }), ...fetched(NEWER, 5, {}, { interval: '1h' }) }, 250, 'unknown', /does not say whether/],
    ['does not say without any time', { ...applied({}, { conditions: [] }), ...fetched(NEWER, 5) }, 20_000, 'unknown', /does not say whether/],
    ['waits for what came after it was last ready, without a history', { ...applied({ ready: 120 }), ...fetched(NEWER, 5) }, 110, 'maintenance', /waits$/],
    ['waits for what is not fetched yet', { ...applied({ looked: 120 }), ...fetched(OTHER, 130) }, 50, 'maintenance', /waits$/],
    ['has a source that never fetched the commit', { ...applied({ looked: 120 }), ...fetched(OTHER, 600) }, 131, 'degraded', /has not fetched Git since the last commit for 2 h/],
    ['has a source that fails', { ...applied({ looked: 120 }), ...fetched(OTHER, 600, { conditions: away }) }, 131, 'unknown', /^Held by a freeze .*; Flux has not been able to read GitRepository gitops for 3 h/],
    ['has a source that is suspended', { ...applied({ looked: 120 }), ...fetched(OTHER, 100, {}, { suspend: true }) }, 20_000, 'degraded', /GitRepository gitops is suspended/],
    ['was suspended while it tried a failure again', applied({}, { conditions: [condition('Ready', 'Unknown')], history: [{ lastReconciled: ago(120), lastReconciledStatus: 'HealthCheckFailed' }] }), 20_000, 'critical', /failed to apply eeeeeeee .* HealthCheckFailed/],
  ])('%s', (_, world, minutes, status, words) => {
    const found = sync(world, committed(minutes));
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
  });

  it('is healthy as far as Flux knew', () => {
    expect(look(frozenBy(ago(-300))).get('gitops.health')).toMatchObject({
      status: 'ok',
      value: 'Suspended',
    });
  });
});

describe('Flux that is Ready and not in sync', () => {
  const fresh = fluxEnvironment();
  fresh.revision.commit = NEWER;

  // prettier-ignore
  it.each<[string, World, string, RegExp, string | null]>([
    ['is suspended', { kustomizations: [kustomization(planned, {}, { suspend: true })] }, 'degraded', /Flux is suspended here since cccccccc/, null],
    ['has a source that is suspended', { gitRepositories: [gitRepository({}, { suspend: true })] }, 'degraded', /GitRepository gitops is suspended: Flux sees no new commit/, null],
    ['has no source', { gitRepositories: [] }, 'unknown', /GitRepository gitops, which cannot be found/, null],
    ['has a source that cannot be read', { gitRepositories: [gitRepository({ conditions: 'garbage' })] }, 'unknown', /which cannot be read: .*conditions/, null],
    ['has a source of a kind nobody knows', { kustomizations: [kustomization(planned, {}, { sourceRef: { kind: 'Bucket', name: 'gitops' } })] }, 'unknown', /Bucket gitops, which cannot be found/, null],
    ['has not been reconciled for long', { kustomizations: [kustomization(planned, { history: [{ lastReconciled: ago(31) }] })] }, 'unknown', /may have stopped/, ago(31)],
    ['dates its reconciliation ahead', { kustomizations: [kustomization(planned, { history: [{ lastReconciled: ago(-90) }] })] }, 'unknown', /may have stopped/, ago(0)],
    ['has fetched what it has not applied', { gitRepositories: [gitRepository({ artifact: { revision: `main@sha1:${NEWER}`, lastUpdateTime: ago(61) } })] }, 'degraded', /has fetched dddddddd and applied cccccccc for 61 min/, ago(61)],
    ['has just fetched what it has not applied', { gitRepositories: [gitRepository({ artifact: { revision: `main@sha1:${NEWER}`, lastUpdateTime: ago(2) } })] }, 'ok', /applied cccccccc for 2 min/, ago(2)],
    ['has not taken up its settings', { kustomizations: [kustomization(planned, { observedGeneration: 0 })] }, 'degraded', /has not taken up its newest settings/, '2026-07-29T10:00:00.000Z'],
    ['says nothing', { kustomizations: [kustomization(planned, { conditions: [] })] }, 'unknown', /has not reported/, null],
    ['is absent', { kustomizations: [] }, 'critical', /Kustomization acme-production is planned and does not exist in namespace flux-system/, null],
  ])('%s', (_, world, status, words, since) => {
    const found = sync(world);
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
    expect(found?.since).toBe(since ?? undefined);
  });

  it('has not fetched since the commit', () => {
    const stale = gitRepository({
      artifact: {
        revision: `main@sha1:${COMMIT}`,
        lastUpdateTime: '2026-07-29T09:59:00Z',
      },
    });
    expect(sync({ gitRepositories: [stale] }, fresh)).toMatchObject({
      status: 'degraded',
      since: '2026-07-29T10:00:00.000Z',
      summary: expect.stringContaining('has not fetched Git since'),
    });
    // The commit itself is applied: by when it was fetched does not matter.
    expect(sync({ gitRepositories: [stale] })?.status).toBe('ok');
  });

  it('is not believed for ever where Flux does not say when it last looked', () => {
    const silent = (readyAt: number, fetchedAt: number, revision = COMMIT) =>
      sync({
        kustomizations: [
          kustomization(planned, {
            history: undefined,
            conditions: [
              condition('Ready', 'True', { lastTransitionTime: ago(readyAt) }),
            ],
          }),
        ],
        gitRepositories: [
          gitRepository({
            artifact: {
              revision: `main@sha1:${revision}`,
              lastUpdateTime: ago(fetchedAt),
            },
          }),
        ],
      });
    expect(silent(30, 600)?.status).toBe('ok');
    // It has applied what was fetched then, so it worked then.
    expect(silent(600, 30)?.status).toBe('ok');
    expect(silent(31, 31)).toMatchObject({
      status: 'unknown',
      since: ago(31),
      summary:
        'Flux does not say when it last reconciled it; the last sign of its work is of 2026-07-30 08:59 UTC, so it may have stopped. Newer releases of Flux keep a history that tells',
    });
    expect(silent(-90, 600)?.status).toBe('unknown');
  });

  it('forgives a Git server that is away for half an hour, and not longer', () => {
    const away = (minutes: number) =>
      sync({
        gitRepositories: [
          gitRepository({
            artifact: {
              revision: `main@sha1:${COMMIT}`,
              lastUpdateTime: ago(120),
            },
            conditions: [
              condition('Ready', 'False', {
                reason: 'GitOperationFailed',
                message: 'authentication required',
                lastTransitionTime: ago(minutes),
              }),
            ],
          }),
        ],
      });
    expect(away(30)?.status).toBe('ok');
    expect(away(31)).toMatchObject({
      status: 'unknown',
      since: ago(31),
      summary:
        'Flux has not been able to read GitRepository gitops for 31 min, so nobody knows whether the cluster is in sync: GitOperationFailed: authentication required',
    });
  });

  it('is not judged while its sources could not be listed', () => {
    const { gitRepositories, ...unlisted } = fluxWorld(planned);
    expect(gitRepositories).toHaveLength(1);
    const found = judge(planned, listingsOf(unlisted));
    expect(found.has('gitops.sync')).toBe(false);
    expect(found.get('gitops.health')?.status).toBe('ok');
  });
});

describe('Flux that tries again', () => {
  const again = (outcome: string, reconciledAt: string, more: object = {}) =>
    look({
      kustomizations: [
        kustomization(planned, {
          lastAttemptedRevision: `main@sha1:${NEWER}`,
          conditions: [
            condition('Ready', 'Unknown', {
              reason: 'Progressing',
              message: 'Reconciliation in progress',
              lastTransitionTime: ago(1),
            }),
          ],
          history: [
            { lastReconciled: reconciledAt, lastReconciledStatus: outcome },
          ],
          ...more,
        }),
      ],
    });

  it('still fails, however often it begins', () => {
    const found = again('HealthCheckFailed', ago(3));
    expect(found.get('gitops.sync')).toMatchObject({
      status: 'critical',
      value: COMMIT,
      since: ago(3),
      summary:
        'Flux failed to apply dddddddd for 3 min, HealthCheckFailed, and tries again: Reconciliation in progress',
    });
    expect(found.get('gitops.health')).toMatchObject({
      status: 'degraded',
      value: 'Degraded',
    });
  });

  it('is at work again once something was committed, and after a success', () => {
    const mended = again('HealthCheckFailed', '2026-07-29T09:59:00Z');
    const well = again('ReconciliationSucceeded', ago(11));
    for (const found of [mended, well]) {
      expect(found.get('gitops.sync')?.status).toBe('ok');
      expect(found.get('gitops.health')?.value).toBe('Progressing');
    }
  });

  it('is late by the commit where Flux keeps no history', () => {
    const found = again('', ago(3), { history: undefined });
    expect(found.get('gitops.sync')).toMatchObject({
      status: 'degraded',
      since: '2026-07-29T10:00:00.000Z',
    });
  });
});

describe('Flux health', () => {
  it('says whether Flux was asked to check it', () => {
    const blind = kustomization(planned, {}, { wait: false });
    expect(
      look({ kustomizations: [blind] }).get('gitops.health'),
    ).toMatchObject({
      status: 'ok',
      value: 'Healthy',
      summary: 'Flux has applied it; it is not asked to check its health',
    });
  });

  it('looks at what was applied, and tells how many are not well', () => {
    const { namespace } = planned.expectation;
    const set = (name: string, ready: number) => ({
      metadata: { name, namespace, generation: 1 },
      spec: { replicas: 2 },
      status: { observedGeneration: 1, readyReplicas: ready },
    });
    const world = {
      statefulSets: [set('cache', 1), set('search', 0), set('mail', 2)],
    };
    expect(look(world).get('gitops.health')).toMatchObject({
      status: 'critical',
      value: 'Degraded',
      object: { kind: 'StatefulSet', name: 'search' },
      summary:
        'StatefulSet search: 0 of 2 pods ready; 2 of 3 objects that it applied are not ok',
    });
  });
});
