import { CLOSED_UNTIL_MENDED } from '@plumbline/plugin-odoo-common';
import { NOW, ago, environment } from '../../__testUtils__/environment';
import { look } from '../../__testUtils__/judge';
import { World, healthyWorld } from '../../__testUtils__/objects';

const NEWER = 'd'.repeat(40);
const committed = ago(300);
const planned = environment();
planned.revision = { commit: NEWER, at: committed };

/** From so many minutes before now, for so many. */
const window = (from: number, minutes: number, more: object = {}) => {
  const at = new Date(NOW.getTime() - from * 60_000);
  const schedule = [
    at.getUTCMinutes(),
    at.getUTCHours(),
    at.getUTCDate(),
    at.getUTCMonth() + 1,
    '*',
  ].join(' ');
  return {
    kind: 'deny',
    schedule,
    duration: `${minutes}m`,
    timeZone: 'UTC',
    applications: ['acme-production'],
    manualSync: true,
    description: 'Payroll of July',
    ...more,
  };
};
const HELD = window(60, 180);
const WORDS =
  'until 2026-07-30 11:30 UTC (sync window "Payroll of July" of AppProject odoo-acme)';

const outOfSync = {
  reconciledAt: ago(1),
  sync: { status: 'OutOfSync', revision: NEWER },
  resources: [{ kind: 'Deployment', name: 'odoo-web', status: 'OutOfSync' }],
};
const world = (windows: object[] | undefined, status: object): World => {
  const [app] = healthyWorld(planned).applications!;
  return {
    applications: [
      {
        ...app,
        spec: { project: 'odoo-acme' },
        status: { ...app.status, ...status },
      },
    ],
    ...(windows && {
      appProjects: [
        {
          metadata: { name: 'odoo-acme', namespace: 'argocd' },
          spec: { syncWindows: windows },
        },
      ],
    }),
  };
};
const sync = (windows: object[] | undefined, status: object = outOfSync) =>
  look(world(windows, status), 'gitops.sync', planned);

describe('Argo CD that a sync window holds', () => {
  it('says until when a commit waits, by which window, and calls it neither a fault nor well', () => {
    expect(sync([HELD])).toMatchObject({
      status: 'maintenance',
      since: committed,
      summary: `Held by a freeze ${WORDS}: what was committed 2026-07-30 04:30 UTC waits; differs: Deployment odoo-web`,
    });
  });

  // prettier-ignore
  it.each<[string, object[] | undefined]>([
    ['has not begun', [window(-1, 180)]],
    ['has ended', [window(241, 180)]],
    ['names another', [{ ...HELD, applications: ['acme-staging'] }]],
    ['allows', [{ ...HELD, kind: 'allow' }]],
    ['counts clusters', [{ ...HELD, clusters: ['other'] }]],
    ['is of another clock', [{ ...HELD, timeZone: 'Asia/Kolkata' }]],
    ['is of every day', [{ ...HELD, schedule: '0 * * * *' }]],
    ['nobody could list', undefined],
  ])('is late when the window %s', (_, windows) => {
    expect(sync(windows)).toMatchObject({
      status: 'degraded',
      summary: expect.stringMatching(/^Out of sync with the last commit/),
    });
  });

  it('waits for the last of the windows that follow each other', () => {
    const { summary } = sync([HELD, window(-120, 60), window(-240, 60)])!;
    expect(summary).toMatch(/^Held by a freeze until 2026-07-30 12:30 UTC/);
  });

  it('has its hour from the end of the freeze, for it could not begin before', () => {
    const late = (minutes: number) => sync([window(200, 200 - minutes)]);
    expect(late(59)).toMatchObject({ status: 'ok', since: committed });
    expect(late(61)).toMatchObject({ status: 'degraded', since: committed });
  });

  it.each(Object.values(CLOSED_UNTIL_MENDED))(
    'has to be mended when %s',
    description => {
      const endless = window(60, 500_000, { description });
      expect(sync([HELD, endless])).toMatchObject({
        status: 'degraded',
        summary: expect.stringContaining(
          `until somebody mends it (sync window "${description}"`,
        ),
      });
    },
  );

  // prettier-ignore
  it.each<[string, object, string, string]>([
    ['what failed', { operationState: { phase: 'Failed', message: 'no', syncResult: { revision: NEWER } } }, 'critical', 'failed: no; held by a freeze until'],
    ['who has stopped comparing', { reconciledAt: ago(31) }, 'degraded', 'Out of sync with the last commit'],
    ['who has not looked since the commit', { reconciledAt: ago(301), history: [] }, 'degraded', 'Argo CD has not looked'],
    ['what cannot be applied', { conditions: [{ type: 'SyncError', message: 'no such kind' }] }, 'degraded', 'no such kind'],
    ['drift', { history: [{ revision: NEWER, deployedAt: ago(290) }] }, 'degraded', 'although the last commit was synced; differs: Deployment odoo-web; held by a freeze until'],
  ])('is no excuse for %s', (_, status, verdict, words) => {
    const found = sync([HELD], { ...outOfSync, ...status });
    expect(found?.summary).toContain(words);
    expect(found?.status).toBe(verdict);
  });

  it('is well while nothing waits, and says that it is held', () => {
    const found = sync([HELD], {
      reconciledAt: ago(1),
      sync: { status: 'Synced', revision: NEWER },
    });
    expect(found).toMatchObject({ status: 'ok', value: NEWER });
    expect(found?.summary).toContain(`; held by a freeze ${WORDS}`);
  });

  const missing = (names: string[], status: object = {}) => {
    const held = world([HELD], {
      ...outOfSync,
      health: { status: 'Missing' },
      resources: names.map(name => ({
        kind: 'Ingress',
        name,
        status: 'OutOfSync',
        health: { status: 'Missing' },
      })),
      ...status,
    });
    const [health, synced] = (['gitops.health', 'gitops.sync'] as const).map(
      probe => look(held, probe, planned)!,
    );
    return { health, synced };
  };
  const lastSync = (resources: object[], request: object = {}) => ({
    operationState: {
      phase: 'Succeeded',
      operation: { sync: request },
      syncResult: { revision: planned.revision.commit, resources },
    },
    history: [{ revision: planned.revision.commit, deployedAt: ago(600) }],
  });
  const OLD = { kind: 'Ingress', name: 'old', status: 'Synced' };

  // prettier-ignore
  it.each<[string, string[], object]>([
    ['before its first sync', ['new'], { history: [], operationState: undefined }],
    ['of a commit', ['new'], lastSync([OLD])],
    ['of a commit, which was taken away before', ['old'], lastSync([{ ...OLD, status: 'Pruned' }, { ...OLD, name: 'other' }])],
  ])('misses what is added until then: %s', (_, names, status) => {
    const { health, synced } = missing(names, status);
    expect(health.status).toBe('maintenance');
    expect(health.summary).toMatch(/^Held by a freeze until .*; Argo CD calls it Missing: Ingress/);
    expect(synced.status).toBe('maintenance');
  });

  // prettier-ignore
  it.each<[string, string[], object]>([
    ['was there', ['new', 'old'], lastSync([OLD])],
    ['may have been there, for the last sync was of a part', ['old'], lastSync([{ ...OLD, name: 'web' }], { resources: [{ kind: 'Ingress', name: 'web' }] })],
    ['may have been there, for the last sync left out what did not differ', ['old'], lastSync([{ ...OLD, name: 'web' }], { syncOptions: ['ApplyOutOfSyncOnly=true'] })],
    ['may have been there, for the last sync says nothing', ['old'], lastSync([])],
    ['may have been there, for what was last tried was another commit', ['old'], { ...lastSync([{ ...OLD, name: 'web' }]), history: [{ revision: 'e'.repeat(40), deployedAt: ago(600) }] }],
  ])('is no excuse for an object that is gone and %s', (_, names, status) => {
    const { health, synced } = missing(names, status);
    expect(health).toMatchObject({
      status: 'critical',
      summary: expect.stringMatching(/^Argo CD calls it Missing: .*Ingress old$/),
    });
    expect(synced).toMatchObject({ status: 'degraded', differences: ['Ingress old'] });
    expect(synced.summary).toMatch(/^No longer in the cluster: Ingress old; Held by a freeze until /);
  });

  it('is no excuse for what is missing and has no name', () => {
    expect(missing([], lastSync([OLD])).health.status).toBe('critical');
  });
});
