import {
  createTestCluster,
  IMAGE,
  LOST_IMAGE,
  reasonOf,
} from '../testing/testCluster';

describe('a Job', () => {
  const job = (spec: Record<string, unknown>, image = IMAGE) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', namespace: 'default' },
    spec: {
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [
            {
              name: 'migrate',
              image,
              resources: { limits: { memory: '1Gi' } },
            },
          ],
        },
      },
      ...spec,
    },
  });

  it('completes and goes after its time to live', () => {
    const cluster = createTestCluster();
    cluster.store.create(job({ ttlSecondsAfterFinished: 60 }));
    cluster.run(15);
    const done = cluster.object('Job', 'migrate', 'batch');
    expect(done.status).toMatchObject({ succeeded: 1, active: 0 });
    expect(reasonOf(done, 'Complete')).toEqual(['True', 'CompletionsReached']);
    cluster.run(60);
    expect(cluster.store.list({ group: 'batch', kind: 'Job' })).toEqual([]);
    expect(cluster.pods()).toEqual([]);
  });

  it('fails at its backoff limit, and at its deadline', () => {
    const cluster = createTestCluster();
    cluster.store.create(
      job({ activeDeadlineSeconds: 120, backoffLimit: 0 }, LOST_IMAGE),
    );
    cluster.run(125);
    const late = cluster.object('Job', 'migrate', 'batch');
    expect(reasonOf(late, 'Failed')).toEqual(['True', 'DeadlineExceeded']);
    cluster.store.delete({ group: 'batch', kind: 'Job' }, 'default', 'migrate');
    cluster.store.create(job({ backoffLimit: 0 }));
    cluster.run(1.7);
    const [pod] = cluster.pods();
    cluster.store.updateStatus({
      ...pod,
      status: { ...pod.status, phase: 'Failed' },
    });
    cluster.run(1);
    const failed = cluster.object('Job', 'migrate', 'batch');
    expect(reasonOf(failed, 'Failed')).toEqual([
      'True',
      'BackoffLimitExceeded',
    ]);
  });

  it('is done when its own containers are, and a sidecar ends with them', () => {
    const cluster = createTestCluster();
    const withSidecar = job({});
    const { spec } = withSidecar.spec.template;
    Object.assign(spec, {
      initContainers: [{ name: 'odoo', image: IMAGE, restartPolicy: 'Always' }],
    });
    cluster.store.create(withSidecar);
    cluster.run(4);
    const [running] = cluster.pods();
    expect(running.status).toMatchObject({
      phase: 'Running',
      initContainerStatuses: [{ state: { running: expect.anything() } }],
      containerStatuses: [{ state: { running: expect.anything() } }],
    });
    cluster.run(10);
    expect(cluster.pods()[0].status).toMatchObject({
      phase: 'Succeeded',
      initContainerStatuses: [{ state: { terminated: { exitCode: 0 } } }],
    });
    expect(cluster.object('Job', 'migrate', 'batch').status).toMatchObject({
      succeeded: 1,
    });
  });
});

describe('a CronJob', () => {
  const hourly = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'copy', namespace: 'default' },
    spec: {
      schedule: '5 * * * *',
      successfulJobsHistoryLimit: 2,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'copy', image: IMAGE }],
            },
          },
        },
      },
    },
  };
  const DAY = 86_400;
  const startsOf = (cluster: ReturnType<typeof createTestCluster>) => {
    const starts: string[] = [];
    cluster.store.onChange(({ type, groupKind }) => {
      if (type !== 'ADDED' || groupKind.kind !== 'Job') return;
      starts.push(cluster.clock.now().toISOString().slice(5, 16));
    });
    return starts;
  };

  it('makes of a past that is replayed only the runs that are on record at its end, and goes on from there', () => {
    const now = new Date('2026-03-09T08:30:00Z');
    const cluster = createTestCluster(undefined, undefined, now);
    const starts = startsOf(cluster);
    cluster.store.create(hourly);
    cluster.run(3 * DAY);
    // A commit on its way must not make it catch up.
    cluster.store.apply(
      {
        ...hourly,
        metadata: { ...hourly.metadata, labels: { changed: 'yes' } },
      },
      'git',
    );
    cluster.run(4 * DAY + 1800);
    expect(starts).toEqual(['03-09T06:05', '03-09T07:05', '03-09T08:05']);
    const status = () => cluster.object('CronJob', 'copy', 'batch').status;
    expect(status()).toMatchObject({
      lastScheduleTime: '2026-03-09T08:05:00Z',
      lastSuccessfulTime: expect.stringContaining('2026-03-09T08:05'),
    });
    expect(cluster.store.list({ group: 'batch', kind: 'Job' })).toHaveLength(2);
    cluster.run(2 * 3600);
    expect(starts.slice(3)).toEqual(['03-09T09:05', '03-09T10:05']);
  });

  it('makes every run of a time that is real', () => {
    const cluster = createTestCluster();
    const starts = startsOf(cluster);
    cluster.store.create(hourly);
    cluster.run(3 * 3600);
    expect(starts).toEqual(['03-02T08:05', '03-02T09:05', '03-02T10:05']);
  });
});

describe('a pod that waits for a schema', () => {
  const env = [{ name: 'SCHEMA', value: '2' }];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      initContainers: [{ name: 'await-schema', image: IMAGE, env }],
      containers: [{ name: 'odoo', image: IMAGE }],
    },
  };
  const migration = (image: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate', namespace: 'default' },
    spec: {
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'mark', image, env }],
        },
      },
    },
  });

  it('runs once the migration has written it, and never before', () => {
    const cluster = createTestCluster();
    cluster.store.create(migration(IMAGE));
    cluster.store.create(pod);
    cluster.run(4);
    expect(cluster.object('Pod', 'web').status).toMatchObject({
      phase: 'Pending',
    });
    cluster.run(20);
    expect(cluster.object('Pod', 'web').status).toMatchObject({
      phase: 'Running',
    });
  });

  it('waits as long as the migration cannot run', () => {
    const cluster = createTestCluster();
    cluster.store.create(migration(LOST_IMAGE));
    cluster.store.create(pod);
    cluster.run(300);
    expect(cluster.object('Pod', 'web').status).toMatchObject({
      phase: 'Pending',
    });
  });
});

it('every namespace has the authority of the API server, also when it is taken away', () => {
  const cluster = createTestCluster();
  cluster.store.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'odoo' },
  });
  const kind = { group: '', kind: 'ConfigMap' };
  const published = () =>
    cluster.store.get(kind, 'odoo', 'kube-root-ca.crt')?.data;
  cluster.run(1);
  expect(published()).toEqual({ 'ca.crt': 'certificate of the test' });
  cluster.store.delete(kind, 'odoo', 'kube-root-ca.crt');
  cluster.run(1);
  expect(published()).toEqual({ 'ca.crt': 'certificate of the test' });
});
