import { NOW, ago, environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import {
  deployment,
  healthyWorld,
  notReady,
  pod,
} from '../__testUtils__/objects';
import { Warnings } from './Warnings';

const planned = environment();
const { namespace } = planned.expectation;

const event = (
  kind: string,
  name: string,
  reason: string,
  message: string,
  more: object = {},
) => ({
  metadata: { name: `${name}.17a`, namespace: 'default' },
  type: 'Warning',
  involvedObject: { kind, name, namespace },
  reason,
  message,
  count: 14,
  lastTimestamp: ago(2),
  ...more,
});

function warningsOf(...events: unknown[]): Warnings {
  const warnings = new Warnings([namespace]);
  for (const each of events) warnings.add(each);
  return warnings;
}

const short = {
  ...healthyWorld(planned),
  deployments: [
    deployment(planned, 'odoo-web', 2, { availableReplicas: 0 }),
    deployment(planned, 'odoo-cron', 1),
  ],
  pods: [pod(planned, 'odoo-web', 1, notReady(20))],
};
const look = (...events: unknown[]) =>
  judge(planned, listingsOf(short), NOW, warningsOf(...events));

describe('Warnings as the reason of a verdict', () => {
  it('tells the newest about the object or what it made, with how often and when', () => {
    const found = look(
      event('Pod', 'odoo-web-7d9c6b5f4d-1', 'Unhealthy', 'HTTP 503', {
        lastTimestamp: ago(9),
      }),
      event(
        'Pod',
        'odoo-web-7d9c6b5f4d-1',
        'FailedMount',
        'secret "odoo-conf" not found',
      ),
    );
    expect(found.get('web.ready')?.summary).toBe(
      '0 of 2 web pods available for 20 min: running but not ready; FailedMount x14, last 2 min ago: secret "odoo-conf" not found',
    );
    expect(found.get('cron.ready')?.summary).not.toContain('FailedMount');
  });

  it('reads the newer shape of events, a series', () => {
    const found = look(
      event('ReplicaSet', 'odoo-web-7d9c6b5f4d', 'FailedCreate', 'refused', {
        count: null,
        lastTimestamp: null,
        eventTime: ago(50),
        series: { count: 3, lastObservedTime: ago(1) },
      }),
    );
    expect(found.get('web.ready')?.summary).toContain(
      '; FailedCreate x3, last 1 min ago: refused',
    );
  });

  it.each([
    ['another workload', event('Pod', 'odoo-webhook-7d9c6b5f4d-1', 'X', 'x')],
    ['a namesake of another kind', event('Service', 'odoo-web', 'X', 'x')],
    [
      'what is long past',
      event('Deployment', 'odoo-web', 'X', 'x', { lastTimestamp: ago(61) }),
    ],
    [
      'another namespace',
      event('Deployment', 'odoo-web', 'X', 'x', {
        involvedObject: {
          kind: 'Deployment',
          name: 'odoo-web',
          namespace: 'other',
        },
      }),
    ],
    ['nothing that can be read', { involvedObject: 'garbage' }],
  ])('does not tell of %s', (_, other) => {
    expect(look(other).get('web.ready')?.summary).toMatch(
      /running but not ready$/,
    );
  });

  it('says nothing where all is well', () => {
    const found = judge(
      planned,
      listingsOf(healthyWorld(planned)),
      NOW,
      warningsOf(event('Deployment', 'odoo-web', 'X', 'x')),
    );
    expect(found.get('web.ready')?.summary).toBe('2 of 2 web pods available');
  });

  it('knows of a pod that the quota refuses where no condition tells, and for how long', () => {
    const refused = (minutes: number) =>
      judge(
        planned,
        listingsOf(healthyWorld(planned)),
        NOW,
        warningsOf(
          event(
            'Job',
            'migrate-19',
            'FailedCreate',
            'pods "migrate-19-x" is forbidden: exceeded quota: tenant-quota',
            { lastTimestamp: ago(minutes) },
          ),
        ),
      ).get('quota.usage');
    expect(refused(20)).toMatchObject({
      status: 'critical',
      summary:
        'A pod of Job migrate-19 is refused by the quota: FailedCreate x14, last 20 min ago: pods "migrate-19-x" is forbidden: exceeded quota: tenant-quota',
    });
    expect(refused(21)?.status).toBe('ok');
  });

  it('keeps a bounded number for a namespace, the newest, in whatever order they come', () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    for (const order of [numbers, [...numbers].reverse()]) {
      const events = order.map(i =>
        event('Pod', `odoo-web-x-${i}`, 'BackOff', 'x'.repeat(5000), {
          lastTimestamp: ago(i / 100),
        }),
      );
      const kept = warningsOf(...events).in(namespace);
      expect(kept.map(({ name }) => name).sort()).toEqual(
        numbers
          .slice(0, 100)
          .map(i => `odoo-web-x-${i}`)
          .sort(),
      );
      expect(Math.max(...kept.map(({ message }) => message.length))).toBe(300);
    }
    const elsewhere = event('Pod', 'x', 'BackOff', 'x', {
      involvedObject: { kind: 'Pod', name: 'x', namespace: 'other' },
    });
    expect(warningsOf(elsewhere).in('other')).toEqual([]);
  });
});
