import {
  object,
  reasonOf,
  createTestCluster,
  deployment,
} from '../testing/testCluster';

describe('KEDA', () => {
  it('scales to zero outside of office hours, in their time zone', () => {
    const cluster = createTestCluster();
    cluster.store.create(deployment('web'));
    cluster.store.create(
      object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
        scaleTargetRef: { name: 'web' },
        minReplicaCount: 0,
        maxReplicaCount: 2,
        cooldownPeriod: 300,
        triggers: [
          {
            type: 'cron',
            metadata: {
              timezone: 'Asia/Tokyo',
              start: '0 7 * * 1-5',
              end: '0 19 * * 1-5',
              desiredReplicas: '2',
            },
          },
        ],
      }),
    );
    const active = () =>
      reasonOf(cluster.object('ScaledObject', 'web', 'keda.sh'), 'Active');
    // Monday 17:00 in Tokyo.
    cluster.run(60);
    expect(active()).toEqual(['True', 'ScalerActive']);
    expect(cluster.pods()).toHaveLength(2);
    // 19:02: the window is closed, the cooldown is not over.
    cluster.run(2 * 3600 + 60);
    expect(active()).toEqual(['False', 'ScalerNotActive']);
    expect(cluster.pods()).toHaveLength(2);
    cluster.run(300);
    expect(cluster.pods()).toHaveLength(0);
    cluster.run(12 * 3600);
    expect(cluster.pods()).toHaveLength(2);
  });

  it('leaves CPU to an autoscaler, which says when it would need more than it may have', () => {
    const cluster = createTestCluster();
    cluster.store.create(deployment('web'));
    cluster.store.create({
      ...object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
        scaleTargetRef: { name: 'web' },
        minReplicaCount: 2,
        maxReplicaCount: 4,
        triggers: [
          { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } },
        ],
      }),
    });
    const look = () => {
      const found = cluster.object(
        'HorizontalPodAutoscaler',
        'keda-hpa-web',
        'autoscaling',
      );
      return [
        cluster.pods().length,
        found.status?.desiredReplicas,
        ...reasonOf(found, 'ScalingLimited'),
      ];
    };
    cluster.run(60);
    expect(look()).toEqual([2, 2, 'True', 'TooFewReplicas']);
    expect(
      reasonOf(cluster.object('ScaledObject', 'web', 'keda.sh'), 'Active'),
    ).toEqual(['True', 'ScalerActive']);
    cluster.needs.cpuPercent = 170;
    cluster.run(60);
    expect(look()).toEqual([3, 3, 'False', 'DesiredWithinRange']);
    cluster.needs.cpuPercent = 500;
    cluster.run(60);
    expect(look()).toEqual([4, 4, 'True', 'TooManyReplicas']);
  });
});
