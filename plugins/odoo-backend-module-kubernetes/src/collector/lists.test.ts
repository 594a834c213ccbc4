import { Environment } from '@plumbline/plugin-odoo-common';
import { FakeCluster, status } from '../__testUtils__/FakeCluster';
import { ago, environment } from '../__testUtils__/environment';
import { healthyWorld } from '../__testUtils__/objects';
import { KubernetesCollector } from './KubernetesCollector';
import {
  clusterDetails,
  collectorOver,
  faultOnList,
  observed,
  runOnce,
} from '../__testUtils__/collectorRun';

const planned = environment();
let cluster: FakeCluster;
let collector: KubernetesCollector;

beforeEach(async () => {
  cluster = await FakeCluster.start();
  cluster.world = healthyWorld(planned);
  collector = collectorOver([clusterDetails(cluster)]);
});

afterEach(async () => {
  await collector.close();
  await cluster.stop();
});

const run = (environments: Environment[] = [planned], signal?: AbortSignal) =>
  runOnce(collector, environments, signal);

describe('A list that cannot be read to its end, or not at all', () => {
  it('takes a page that promises more and leads nowhere for a list that could not be read', async () => {
    cluster.fault = faultOnList('pods', 1, (_, response) => {
      response.writeHead(200);
      response.end('{"metadata":{"remainingItemCount":3},"items":[]}');
      return true;
    });
    const collection = await run();
    expect(collection.problems).toEqual([
      {
        kind: 'failed',
        subject: 'Pod',
        message: expect.stringContaining('ends 3 objects too early'),
      },
    ]);
    expect(observed(collection, 'web.ready')).toBeUndefined();
  });

  it('gives up on a list that expires twice', async () => {
    cluster.fault = faultOnList('pods', 2, (_, response) => {
      status(response, 410, 'The provided continue parameter is too old');
      return true;
    });
    const collection = await run();
    expect(cluster.lists.pods).toBe(2);
    expect(collection.problems).toMatchObject([
      { kind: 'failed', subject: 'Pod' },
    ]);
    expect(observed(collection, 'web.ready')).toBeUndefined();
  });

  it('loses only the reason where events may not be read', async () => {
    const [web, cron] = cluster.world.deployments!;
    cluster.world.deployments = [
      { ...web, status: { ...web.status, availableReplicas: 0 } },
      cron,
    ];
    const { namespace, name } = web.metadata;
    cluster.events = [
      {
        metadata: { name: 'x', namespace },
        involvedObject: { kind: 'Deployment', name, namespace },
        reason: 'FailedCreate',
        message: 'the webhook is away',
        lastTimestamp: ago(3),
      },
    ];
    const told = await run();
    expect(observed(told, 'web.ready')?.summary).toMatch(
      /; FailedCreate, last 3 min ago: the webhook is away$/,
    );
    const events = cluster.calls.find(({ path }) => path.endsWith('/events'))!;
    expect(Object.fromEntries(events.query)).toEqual({
      limit: '250',
      fieldSelector: 'type=Warning',
    });

    cluster.fault = faultOnList('events', 1, (_, response) => {
      status(response, 403, 'events is forbidden');
      return true;
    });
    const silent = await run();
    expect(silent.problems).toEqual([
      {
        kind: 'no-permission',
        subject: 'Event',
        message: expect.stringContaining('stand without their reason'),
      },
    ]);
    expect(observed(silent, 'web.ready')).toMatchObject({
      status: 'critical',
      summary: expect.not.stringContaining('FailedCreate'),
    });
  });
});
