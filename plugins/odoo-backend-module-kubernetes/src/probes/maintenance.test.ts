import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import {
  RawObject,
  World,
  condition,
  deployment,
  healthyWorld,
} from '../__testUtils__/objects';

const planned = environment();
const { namespace } = planned.expectation;

const IMAGE = 'registry.example/odoo';
const container = (name: string, state: object) => ({ name, state });
const page = container('maintenance-page', { running: {} });

/** The steps of a migration are init containers: its pod is Pending for as long as they run. */
const podAt = (minutes: number, status: object): RawObject => ({
  metadata: {
    name: 'odoo-migrate-x',
    namespace,
    labels: { 'batch.kubernetes.io/job-name': 'odoo-migrate' },
    creationTimestamp: ago(minutes),
  },
  status: { phase: 'Pending', ...status },
});
const working = podAt(59, { initContainerStatuses: [page] });
const leaving = {
  ...working,
  metadata: { ...working.metadata, deletionTimestamp: ago(1) },
};

interface Migration {
  started?: number;
  annotations?: object;
  status?: object;
  pods?: RawObject[];
}

const migration = ({
  started = 59,
  annotations = { 'plumbline.dev/maintenance': 'planned' },
  status = {},
  pods = [working],
}: Migration = {}): World => ({
  deployments: [deployment(planned, 'odoo-web', 0)],
  pods,
  externalSecrets: [],
  jobs: [
    {
      metadata: {
        name: 'odoo-migrate',
        namespace,
        labels: { 'app.kubernetes.io/component': 'migration' },
        annotations,
      },
      spec: { activeDeadlineSeconds: 3600 },
      status: { startTime: ago(started), active: 1, ...status },
    },
  ],
});

describe('A planned migration at work', () => {
  it('excuses outages of the service until its deadline, not secrets', () => {
    expect(look(migration(), 'web.ready', planned)).toMatchObject({
      status: 'maintenance',
      since: ago(59),
      summary: expect.stringMatching(
        /^Migration odoo-migrate runs until 2026-07-30 09:31 UTC at the latest; meanwhile: 0 of 2 web pods/,
      ),
    });
    expect(look(migration(), 'secrets.synced', planned)?.status).toBe(
      'critical',
    );
    const late = migration({ started: 60 });
    expect(look(late, 'web.ready', planned)?.status).toBe('critical');
  });

  it('never excuses the database that it waits for', () => {
    const [cluster] = healthyWorld(planned).databaseClusters!;
    const down = {
      ...cluster,
      status: { ...cluster.status, phase: 'Failing over', targetPrimary: 'x' },
    };
    const world = { ...migration(), databaseClusters: [down] };
    expect(look(world, 'database.phase', planned)?.status).toBe('critical');
    expect(look(migration(), 'database.phase', planned)?.status).toBe('ok');
  });

  const waiting = (reason: string) => ({
    initContainerStatuses: [
      page,
      { ...container('migrate', { waiting: { reason } }), image: IMAGE },
    ],
  });
  // prettier-ignore
  it.each<[string, Migration, string]>([
    ['has ended', { status: { conditions: [condition('Failed', 'True')] } }, 'critical'],
    ['stops nobody by plan', { annotations: {} }, 'critical'],
    ['has no pod', { status: { active: 0 } }, 'critical'],
    ['has no pod that anybody saw', { pods: [] }, 'critical'],
    ['has a pod that just comes', { pods: [podAt(10, {})] }, 'maintenance'],
    ['has a pod that no node takes', { pods: [podAt(11, {})] }, 'critical'],
    ['cannot pull its image', { pods: [podAt(2, waiting('ImagePullBackOff'))] }, 'critical'],
    ['is between two steps', { pods: [podAt(59, waiting('PodInitializing'))] }, 'maintenance'],
    ['has a pod that is taken away', { pods: [leaving] }, 'critical'],
    ['has a pod that failed', { pods: [podAt(5, { phase: 'Failed' })] }, 'critical'],
  ])('that %s', (_, more, status) => {
    expect(look(migration(more), 'web.ready', planned)?.status).toBe(status);
  });
});
