import { Circuit, ThrottledError } from '../client';
import { FakeCluster, status } from '../__testUtils__/FakeCluster';
import { environment } from '../__testUtils__/environment';
import { healthyWorld } from '../__testUtils__/objects';
import {
  clusterDetails,
  collectorOver,
  observed,
  runOnce,
} from '../__testUtils__/collectorRun';

const planned = environment();
const START = Date.parse('2026-07-30T09:30:00Z');
const never = new AbortController().signal;

describe('A cluster that throttles', () => {
  let cluster: FakeCluster;

  beforeEach(async () => {
    cluster = await FakeCluster.start();
    cluster.world = healthyWorld(planned);
  });
  afterEach(() => cluster.stop());

  it('is left alone for as long as it asks, by the runs that follow as well', async () => {
    const collector = collectorOver([clusterDetails(cluster)]);
    cluster.fault = (_, response) => {
      status(response, 429, 'too many requests', { 'retry-after': '600' });
      return true;
    };
    await expect(runOnce(collector, [planned])).rejects.toThrow(
      /throttles us \(429\) and is left alone until/,
    );
    expect(cluster.calls).toHaveLength(1);
    cluster.fault = () => false;
    await expect(runOnce(collector, [planned])).rejects.toThrow(/left alone/);
    expect(cluster.calls).toHaveLength(1);
    await collector.close();
  });

  it('is asked again for what it refused, by all lists together', async () => {
    const collector = collectorOver([clusterDetails(cluster)]);
    let refused = 0;
    cluster.fault = ({ query }, response) => {
      if (!query.has('limit') || refused === 4) return false;
      refused += 1;
      status(response, 429, 'too many requests');
      return true;
    };
    const collection = await runOnce(collector, [planned]);
    expect(collection.problems).toEqual([]);
    expect(observed(collection, 'web.ready')?.status).toBe('ok');
    const { upstreamCalls } = await runOnce(collector, [planned]);
    expect(collection.upstreamCalls).toBe(upstreamCalls + 4);
    await collector.close();
  });
});

describe('The circuit of a cluster', () => {
  let now = START;
  beforeEach(() => {
    now = START;
  });
  const circuit = () => new Circuit(() => now);

  it('opens for what is asked, up to ten minutes, and closes again', async () => {
    const open = circuit();
    open.throttled('3600');
    now = START + 10 * 60_000 - 1000;
    await expect(open.closed(29_500, never)).rejects.toThrow(ThrottledError);
    now += 1000;
    await expect(open.closed(0, never)).resolves.toBe(0);
  });

  it('is not asked again at once, even where it asks for no wait', async () => {
    const open = circuit();
    open.throttled('0');
    now += 99;
    await expect(open.closed(0, never)).resolves.toBe(1);
  });

  it('doubles with each refusal in a row, once for those that were under way together', async () => {
    const open = circuit();
    open.throttled(undefined);
    open.throttled(undefined);
    now += 500;
    await expect(open.closed(0, never)).resolves.toBe(0);
    open.throttled(undefined);
    now += 999;
    await expect(open.closed(0, never)).resolves.toBe(1);
    now += 1;
    open.answered();
    open.throttled(undefined);
    now += 500;
    await expect(open.closed(0, never)).resolves.toBe(0);
  });

  it('is not waited for beyond patience, and not beyond the run', async () => {
    const open = circuit();
    open.throttled('20');
    await expect(open.closed(10_001, never)).rejects.toThrow(
      'left alone until 2026-07-30T09:30:20.000Z',
    );
    await expect(
      open.closed(0, AbortSignal.abort(new Error('the run has ended'))),
    ).rejects.toThrow(/abort/i);
  });
});
