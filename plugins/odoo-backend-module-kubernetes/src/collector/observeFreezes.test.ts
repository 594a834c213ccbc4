import {
  FREEZER_NAME,
  FREEZES_CHECKSUM_ANNOTATION,
  windowsChecksum,
} from '@plumbline/plugin-odoo-common';
import { FakeCluster, status } from '../__testUtils__/FakeCluster';
import {
  clusterDetails,
  collectorOver,
  runOnce,
} from '../__testUtils__/collectorRun';
import { ago, environment } from '../__testUtils__/environment';
import {
  fluxEnvironment,
  fluxWorld,
  kustomization,
} from '../__testUtils__/flux';
import { RawObject, healthyWorld } from '../__testUtils__/objects';
import { KubernetesCollector } from './KubernetesCollector';

let cluster: FakeCluster;
let collector: KubernetesCollector;
beforeEach(async () => {
  cluster = await FakeCluster.start();
  collector = collectorOver([clusterDetails(cluster)]);
});
afterEach(async () => {
  await collector.close();
  await cluster.stop();
});

describe('Freezes in Git, as a cluster shows them', () => {
  it('are the windows that Argo CD has, whatever Git says', async () => {
    const planned = environment();
    const window = {
      kind: 'deny',
      schedule: '0 0 20 11 *',
      duration: '60m',
      timeZone: 'UTC',
      applications: ['b', 'a'],
    };
    const healthy = healthyWorld(planned);
    const [app] = healthy.applications!;
    const named = (name: string, spec: Record<string, unknown>) => ({
      ...app,
      metadata: { name, namespace: 'argocd' },
      spec,
    });
    cluster.world = {
      ...healthy,
      applications: [
        named('acme-production', { project: 'odoo-acme' }),
        named('acme-staging', {}),
      ],
      appProjects: [
        {
          metadata: { name: 'odoo-acme', namespace: 'argocd' },
          spec: { syncWindows: [{ ...window, manualSync: true }] },
        },
      ],
    };
    const { freezes, problems } = await runOnce(collector, [planned]);
    expect(problems).toEqual([]);
    expect(freezes).toEqual({
      controller: 'argo-cd',
      cluster: 'north-1',
      projects: {
        'odoo-acme': windowsChecksum([
          { ...window, applications: ['a', 'b'], namespaces: [] },
        ]),
      },
      applications: {
        'acme-production': 'odoo-acme',
        'acme-staging': 'default',
      },
    });
  });

  it('do not claim who is in a project where Applications cannot be listed', async () => {
    const argo = environment();
    cluster.world = { ...healthyWorld(argo), appProjects: [] };
    cluster.fault = ({ path }, response) => {
      if (!path.endsWith('/applications')) return false;
      status(response, 403, 'forbidden');
      return true;
    };
    const { freezes } = await runOnce(collector, [argo]);
    expect(freezes).toEqual({
      controller: 'argo-cd',
      cluster: 'north-1',
      projects: {},
    });
  });

  const planned = fluxEnvironment();
  const freezer = (
    lastSuccessfulTime?: string,
    spec: Record<string, unknown> = {},
  ) => ({
    metadata: {
      name: FREEZER_NAME,
      namespace: 'flux-system',
      creationTimestamp: ago(600),
      annotations: { [FREEZES_CHECKSUM_ANNOTATION]: '0123456789abcdef' },
    },
    spec,
    status: { lastSuccessfulTime },
  });
  const run = (cronJobs: RawObject[], spec: object = {}) => {
    cluster.world = {
      ...fluxWorld(planned),
      kustomizations: [kustomization(planned, {}, spec)],
      cronJobs,
    };
    return runOnce(collector, [planned]);
  };

  it('are the run of the CronJob of Flux and what it leaves open', async () => {
    const { freezes, problems } = await run([freezer(ago(3))]);
    expect(problems).toEqual([]);
    expect(freezes).toEqual({
      controller: 'flux',
      cluster: 'north-1',
      freezer: {
        suspended: false,
        createdAt: ago(600),
        lastSucceededAt: ago(3),
        checksum: '0123456789abcdef',
      },
      open: ['acme-production'],
    });
    expect((await run([], { suspend: true })).freezes).toMatchObject({
      open: [],
    });
  });

  it.each([
    ['is late', freezer(ago(3.1)), /not run through for 3 min: it last ran/],
    ['never ran', freezer(), /not run through for 3 min: it has never run/],
    ['is off', freezer(ago(1), { suspend: true }), /It is suspended: it last/],
  ])(
    'are a problem of the source where the CronJob %s',
    async (_, job, words) => {
      expect((await run([job])).problems).toEqual([
        {
          kind: 'failed',
          subject: 'CronJob freezes',
          message: expect.stringMatching(words),
        },
      ]);
    },
  );

  it('are not claimed where nobody may look', async () => {
    cluster.fault = ({ path }, response) => {
      if (!path.endsWith('/namespaces/flux-system/cronjobs')) return false;
      status(response, 403, 'forbidden');
      return true;
    };
    const { freezes, problems } = await run([freezer(ago(1))]);
    expect(freezes).toBeUndefined();
    expect(problems).toMatchObject([
      { kind: 'no-permission', subject: 'CronJob freezes' },
    ]);
  });
});
