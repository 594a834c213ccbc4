import { FakeCluster } from '../__testUtils__/FakeCluster';
import { NOW, environment } from '../__testUtils__/environment';
import { healthyWorld } from '../__testUtils__/objects';
import { clusterDetails, collectorOver } from '../__testUtils__/collectorRun';

const planned = environment();
let cluster: FakeCluster;

beforeEach(async () => {
  cluster = await FakeCluster.start();
  cluster.world = healthyWorld(planned);
});

afterEach(async () => {
  await cluster.stop();
});

describe('A cluster that is dead', () => {
  it('touches no other cluster: what is dead names itself, the living is read meanwhile', async () => {
    const silent = await FakeCluster.start();
    silent.fault = () => true;
    const south = environment({ cluster: 'south-1' });
    const both = collectorOver(
      [clusterDetails(cluster), clusterDetails(silent, { name: 'south-1' })],
      { timeoutSeconds: 2 },
    );
    const scopes = await both.scopes();
    const order: string[] = [];
    const [north, dead] = await Promise.all(
      scopes.map(async scope => {
        const environments = [planned, south].filter(scope.covers);
        const { signal } = new AbortController();
        const context = { environments, now: NOW, signal };
        const collection = await both.collect(scope, context);
        order.push(scope.slug);
        return collection;
      }),
    );
    expect(order).toEqual(['north-1', 'south-1']);
    expect(north.problems).toEqual([]);
    expect(new Set(north.observations.map(each => each.status))).toEqual(
      new Set(['ok']),
    );
    expect(dead.observations).toMatchObject([
      {
        probe: 'cluster.reachable',
        status: 'critical',
        summary: expect.stringContaining('south-1 cannot be reached'),
      },
    ]);
    await both.close();
    await silent.stop();
  });
});
