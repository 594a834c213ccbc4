import { LABELS, WORKLOAD_GONE } from '@plumbline/plugin-odoo-common';
import { ago, environment } from '../__testUtils__/environment';
import { look } from '../__testUtils__/judge';
import {
  World,
  condition,
  deployment,
  notReady,
  pod,
} from '../__testUtils__/objects';

const planned = environment();

describe('Pods fewer than planned', () => {
  const short = (minutes: number): World => ({
    deployments: [
      deployment(planned, 'odoo-web', 2, { availableReplicas: 1 }),
      deployment(planned, 'odoo-cron', 1),
    ],
    pods: [
      pod(planned, 'odoo-web', 1),
      pod(
        planned,
        'odoo-web',
        2,
        notReady(minutes, {
          phase: 'Pending',
          containerStatuses: [],
          conditions: [
            condition('Ready', 'False', { lastTransitionTime: ago(minutes) }),
            condition('PodScheduled', 'False', {
              reason: 'Unschedulable',
              message: '0/3 nodes are available: 3 Insufficient memory.',
            }),
          ],
        }),
      ),
    ],
  });

  it('are degraded only after ten minutes, with the reason and since when', () => {
    expect(look(short(9), 'web.ready', planned)).toMatchObject({
      status: 'ok',
    });
    expect(look(short(10), 'web.ready', planned)).toMatchObject({
      status: 'degraded',
      value: 1,
      since: ago(10),
      summary:
        '1 of 2 web pods available for 10 min: unschedulable: 0/3 nodes are available: 3 Insufficient memory.',
    });
  });

  it('are explained by the last line that a container left', () => {
    const world = short(10);
    const ended = {
      exitCode: 1,
      message: 'Traceback:\nKeyError: hr\nmodule hr is missing\n',
    };
    world.pods![1] = pod(
      planned,
      'odoo-web',
      2,
      notReady(10, {
        containerStatuses: [
          {
            name: 'odoo',
            ready: false,
            restartCount: 2,
            state: { terminated: ended },
          },
        ],
      }),
    );
    expect(look(world, 'web.ready', planned)?.summary).toMatch(
      /ended \(odoo, exit code 1\): module hr is missing/,
    );
  });

  it('are degraded at once when nothing tells since when', () => {
    const world = short(1);
    world.pods = [pod(planned, 'odoo-web', 1)];
    world.deployments![0].status!.conditions = [];
    expect(look(world, 'web.ready', planned)).toMatchObject({
      status: 'degraded',
      since: undefined,
    });
  });

  it('leave out pods on their way out, and say when the Deployment asks for too few', () => {
    const leaving = pod(planned, 'odoo-web', 2, notReady(60));
    leaving.metadata.deletionTimestamp = ago(1);
    const world: World = {
      deployments: [deployment(planned, 'odoo-web', 1)],
      pods: [pod(planned, 'odoo-web', 1), leaving],
    };
    expect(look(world, 'web.ready', planned)?.summary).toBe(
      '1 of 2 web pods available: the Deployment asks for only 1',
    );
  });

  it('do not make a finished rollout look like one in progress', () => {
    expect(look(short(60), 'rollout.progress', planned)?.status).toBe('ok');
  });

  it('are not judged by pods that were evicted long ago', () => {
    const world = short(2);
    world.pods!.push(
      pod(
        planned,
        'odoo-web',
        9,
        notReady(3000, { phase: 'Failed', reason: 'Evicted' }),
      ),
    );
    expect(look(world, 'web.ready', planned)).toMatchObject({
      status: 'ok',
      since: ago(2),
    });
  });
});

describe('A Deployment that is gone', () => {
  const leaving = pod(planned, 'odoo-web', 1);
  leaving.metadata.labels = {
    [LABELS.tenant]: 'acme',
    [LABELS.component]: 'web',
  };
  leaving.metadata.deletionTimestamp = ago(1);
  const database = pod(planned, 'odoo-db', 1);
  const after = (pods: World['pods'], deployments: World['deployments'] = []) =>
    look({ deployments, pods }, 'cron.ready', planned);

  it('has stopped when no pod of Odoo is left, those on their way out included', () => {
    expect(after([database])).toMatchObject({
      status: 'critical',
      value: WORKLOAD_GONE,
    });
    const stopping = after([leaving]);
    expect(stopping?.summary).toMatch(/pods of Odoo that are still there: 1/);
    expect(stopping?.value).toBeUndefined();
  });

  it('has not stopped as far as anybody knows when a pod cannot be read', () => {
    const unread = { ...database, status: 'broken' as never };
    const found = after([unread]);
    expect(found?.summary).toMatch(/could not be read/);
    expect(found?.value).toBeUndefined();
  });

  it('is not one that is there with no pod', () => {
    const empty = deployment(planned, 'odoo-cron', 0);
    expect(after([], [empty])?.value).toBe(0);
  });
});
