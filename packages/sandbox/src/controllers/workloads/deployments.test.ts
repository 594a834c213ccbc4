import {
  createTestCluster,
  deployment,
  IMAGE,
  LOST_IMAGE,
  reasonOf,
  watchStates,
  type TestCluster,
} from '../testing/testCluster';

function deploymentOf(cluster: TestCluster, name = 'web') {
  return cluster.object('Deployment', name, 'apps');
}

function apply(cluster: TestCluster, ...args: Parameters<typeof deployment>) {
  return cluster.store.apply(deployment(...args), 'test');
}

describe('a Deployment', () => {
  it('comes up through the states that an operator knows', () => {
    const cluster = createTestCluster();
    apply(cluster, 'web');
    expect(watchStates(cluster, 10)).toEqual([
      'ContainerCreating',
      'Running',
      'Running, ready',
    ]);
    expect(deploymentOf(cluster).status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      unavailableReplicas: 0,
      observedGeneration: 1,
    });
    expect(reasonOf(deploymentOf(cluster), 'Progressing')).toEqual([
      'True',
      'NewReplicaSetAvailable',
    ]);
    expect(cluster.reasons('Pod')).toEqual(
      expect.arrayContaining(['Scheduled', 'Pulling', 'Pulled', 'Started']),
    );
    expect(cluster.warnings).toEqual([]);
  });

  it('never has fewer ready pods than allowed while it rolls out', () => {
    const cluster = createTestCluster();
    apply(cluster, 'web');
    cluster.run(20);
    apply(cluster, 'web', { env: [{ name: 'WORKERS', value: '4' }] });
    const seen: number[] = [];
    const totals: number[] = [];
    for (let step = 0; step < 400; step += 1) {
      cluster.run(0.1);
      const { status = {} } = deploymentOf(cluster);
      seen.push(Number(status.availableReplicas));
      totals.push(cluster.pods().length);
    }
    expect(Math.min(...seen)).toBe(3);
    expect(Math.max(...totals)).toBe(4);
    expect(deploymentOf(cluster).metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '2',
    });
    const sets = cluster.store.list({ group: 'apps', kind: 'ReplicaSet' });
    expect(sets.map(({ spec }) => spec?.replicas).sort()).toEqual([0, 3]);
    apply(cluster, 'web', { env: [] });
    cluster.run(40);
    expect(
      cluster.store.list({ group: 'apps', kind: 'ReplicaSet' }),
    ).toHaveLength(3);
  });

  it('exceeds its progress deadline when its image is lost, and keeps serving', () => {
    const cluster = createTestCluster();
    apply(cluster, 'web');
    cluster.run(20);
    apply(cluster, 'web', { image: LOST_IMAGE });
    cluster.run(595);
    expect(reasonOf(deploymentOf(cluster), 'Progressing')).toEqual([
      'True',
      'ReplicaSetUpdated',
    ]);
    cluster.run(20);
    expect(reasonOf(deploymentOf(cluster), 'Progressing')).toEqual([
      'False',
      'ProgressDeadlineExceeded',
    ]);
    expect(reasonOf(deploymentOf(cluster), 'Available')[0]).toBe('True');
    const stuck = cluster
      .pods()
      .find(pod => pod.spec.containers[0].image === LOST_IMAGE);
    expect(stuck?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        {
          ready: false,
          state: { waiting: { reason: expect.stringContaining('ImagePull') } },
        },
      ],
    });
    apply(cluster, 'web', { image: IMAGE });
    cluster.run(30);
    expect(reasonOf(deploymentOf(cluster), 'Progressing')).toEqual([
      'True',
      'NewReplicaSetAvailable',
    ]);
  });

  it('is killed for memory again and again until its limit suffices', () => {
    const cluster = createTestCluster();
    cluster.needs.memoryMiB = 1500;
    apply(cluster, 'web');
    cluster.run(300);
    const [status] = cluster.pods()[0].status?.containerStatuses ?? [];
    expect(status.restartCount).toBeGreaterThanOrEqual(3);
    expect(status.lastState.terminated).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
    // Back-off is 80 s by now, and memory lasts half as long.
    expect(watchStates(cluster, 120)).toContain('CrashLoopBackOff');
    apply(cluster, 'web', { resources: { limits: { memory: '2Gi' } } });
    cluster.run(600);
    expect(cluster.pods().map(pod => pod.status?.phase)).toEqual(
      Array(3).fill('Running'),
    );
    expect(
      cluster.pods().flatMap(pod => pod.status?.containerStatuses ?? []),
    ).toEqual(
      Array(3).fill(expect.objectContaining({ ready: true, restartCount: 0 })),
    );
  });

  it('crashes after it was ready, with the last words of its program, until that changes', () => {
    const cluster = createTestCluster();
    const message = 'ValueError: no button';
    cluster.needs.crash = { first: 20_000, again: 5_000, message };
    apply(cluster, 'web');
    expect(watchStates(cluster, 20)).toEqual([
      'ContainerCreating',
      'Running',
      'Running, ready',
    ]);
    expect(watchStates(cluster, 25)).toEqual([
      'Running, ready',
      'CrashLoopBackOff',
      'Running',
      'Running, ready',
      'CrashLoopBackOff',
    ]);
    const [status] = cluster.pods()[0].status?.containerStatuses ?? [];
    expect(status.lastState.terminated).toMatchObject({
      exitCode: 1,
      reason: 'Error',
      message,
    });
    cluster.needs.crash = undefined;
    cluster.run(60);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(3);
    cluster.run(600);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(3);
  });

  it('waits for a Secret that its pods mount, and says so', () => {
    const cluster = createTestCluster();
    const volumes = [{ name: 'conf', secret: { secretName: 'odoo-conf' } }];
    cluster.store.create(deployment('web', {}, {}, { volumes }));
    expect(watchStates(cluster, 30)).toEqual(['ContainerCreating']);
    expect(cluster.reasons('Pod')).toContain('FailedMount');
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'odoo-conf', namespace: 'default' },
    });
    expect(watchStates(cluster, 10).at(-1)).toBe('Running, ready');
  });

  it('is refused pods by a quota, and gets them when there is room', () => {
    const cluster = createTestCluster();
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: 'default' },
      spec: { hard: { pods: '2' } },
    });
    apply(cluster, 'web');
    cluster.run(20);
    expect(cluster.object('ResourceQuota', 'quota').status).toEqual({
      hard: { pods: '2' },
      used: { pods: '2' },
    });
    const [set] = cluster.store.list({ group: 'apps', kind: 'ReplicaSet' });
    expect(reasonOf(set, 'ReplicaFailure')).toEqual(['True', 'FailedCreate']);
    cluster.store.apply(
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'quota', namespace: 'default' },
        spec: { hard: { pods: '5' } },
      },
      'test',
    );
    cluster.run(30);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(3);
  });

  it('is refused pods by a policy, says so, and gets them when it is gone', () => {
    const cluster = createTestCluster();
    const policy = (kind: string, spec: Record<string, unknown>) =>
      cluster.store.create({
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind,
        metadata: { name: 'no-pods' },
        spec,
      });
    policy('ValidatingAdmissionPolicy', {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['pods'],
          },
        ],
      },
      validations: [{ expression: 'false', message: 'not today' }],
    });
    const binding = policy('ValidatingAdmissionPolicyBinding', {
      policyName: 'no-pods',
      validationActions: ['Deny'],
    });
    apply(cluster, 'web');
    cluster.run(20);
    const [set] = cluster.store.list({ group: 'apps', kind: 'ReplicaSet' });
    expect(reasonOf(set, 'ReplicaFailure')).toEqual(['True', 'FailedCreate']);
    expect(JSON.stringify(set.status)).toContain('denied request: not today');
    expect(cluster.reasons('ReplicaSet')).toContain('FailedCreate');
    expect(cluster.warnings).toEqual([]);
    cluster.store.delete(
      { group: 'admissionregistration.k8s.io', kind: binding.kind },
      undefined,
      'no-pods',
    );
    cluster.run(30);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(3);
  });
});

describe('a pod', () => {
  it('breaks when its image is changed in place and is replaced when deleted', () => {
    const cluster = createTestCluster();
    apply(cluster, 'web', {}, { replicas: 1 });
    cluster.run(20);
    const [pod] = cluster.pods();
    pod.spec.containers[0].image = LOST_IMAGE;
    cluster.store.update(pod);
    cluster.run(20);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(0);
    expect(
      cluster.pods()[0].status?.containerStatuses?.[0].state.waiting?.reason,
    ).toBe('ImagePullBackOff');
    cluster.store.delete(
      { group: '', kind: 'Pod' },
      'default',
      pod.metadata.name,
    );
    cluster.run(10);
    expect(deploymentOf(cluster).status?.readyReplicas).toBe(1);
  });
});
