import type { PodRuntime } from '../podRuntime';
import { createTestCluster, IMAGE } from '../testing/testCluster';

describe('a pod of real programs', () => {
  function start() {
    const given: { room: boolean; exit?: { code: number; at: number } } = {
      room: true,
    };
    const ran: string[] = [];
    const ended: string[] = [];
    const pods: PodRuntime = {
      runs: () => true,
      admit: () => given.room,
      run(_pod, container, restart) {
        ran.push(`${container.name} ${restart}`);
        return given.exit;
      },
      end: uid => ended.push(uid),
      log: () => undefined,
    };
    const cluster = createTestCluster('/nowhere', pods);
    const create = () =>
      cluster.store.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'test', namespace: 'default' },
        spec: {
          restartPolicy: 'Never',
          containers: [{ name: 'main', image: IMAGE }],
        },
      });
    return { cluster, create, given, ran, ended };
  }

  it('waits for room, runs until its process ends, and tells how it did', () => {
    const { cluster, create, given, ran, ended } = start();
    given.room = false;
    create();
    cluster.run(5);
    expect(cluster.pods()[0].status).toMatchObject({ phase: 'Pending' });
    expect(ran).toEqual([]);
    given.room = true;
    cluster.run(300);
    expect(cluster.pods()[0].status).toMatchObject({ phase: 'Running' });
    expect(new Set(ran)).toEqual(new Set(['main 0']));
    given.exit = { code: 3, at: cluster.clock.now().getTime() };
    cluster.run(2);
    const [{ status, metadata }] = cluster.pods();
    expect(status).toMatchObject({
      phase: 'Failed',
      containerStatuses: [
        { state: { terminated: { exitCode: 3, reason: 'Error' } } },
      ],
    });
    expect(ended).toEqual([metadata.uid]);
  });

  it('ends its processes when it is deleted', () => {
    const { cluster, create, ended } = start();
    const { uid } = create().metadata;
    cluster.run(20);
    cluster.store.delete({ group: '', kind: 'Pod' }, 'default', 'test');
    cluster.run(1);
    expect(ended).toEqual([uid]);
  });
});
