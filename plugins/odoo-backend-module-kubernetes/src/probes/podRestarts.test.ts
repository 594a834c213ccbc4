import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import { pod } from '../__testUtils__/objects';

const planned = environment();

describe('Restarts', () => {
  const container = (restartCount: number, finished: number, ran: number) => ({
    containerStatuses: [
      {
        name: 'odoo',
        ready: true,
        restartCount,
        state: { running: { startedAt: ago(finished) } },
        lastState: {
          terminated: {
            reason: 'Error',
            exitCode: 1,
            startedAt: ago(finished + ran),
            finishedAt: ago(finished),
          },
        },
      },
    ],
  });
  it.each([
    ['long ago do not count', container(50, 90, 1), 'ok', 0],
    [
      'in cycles of ten minutes are six an hour',
      container(50, 5, 10),
      'degraded',
      6,
    ],
    ['that were only two cannot be more', container(2, 5, 10), 'ok', 2],
    [
      'of a young pod are all of them',
      { ...container(4, 5, 10), startTime: ago(50) },
      'degraded',
      4,
    ],
  ])('%s', (_, status, verdict, value) => {
    const world = { pods: [pod(planned, 'odoo-web', 1, status)] };
    expect(look(world, 'pods.restarts', planned)).toMatchObject({
      status: verdict,
      value,
    });
  });
});
