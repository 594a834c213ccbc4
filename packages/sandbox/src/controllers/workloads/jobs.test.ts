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
});
