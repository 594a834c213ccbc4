import { Expectation, ProbeId } from '@plumbline/plugin-odoo-common';
import { ago, environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import {
  RawObject,
  World,
  condition,
  healthyWorld,
} from '../__testUtils__/objects';
import { KindId } from '../records';

const database: Expectation['database'] = {
  kind: 'flexible-server',
  namespace: 'odoo-acme-production',
  name: 'odoo-db',
  instances: 2,
  archiving: true,
};
const plan = environment({
  database,
  probes: [
    'database.phase',
    'database.replicas',
    'database.archiving',
    'redis.available',
  ],
});

const resource = (
  status: Record<string, unknown>,
  name = 'odoo-db',
): RawObject => ({
  metadata: { name, namespace: 'odoo-acme-production', generation: 1 },
  status,
});
const ready = (status: string, more: object = {}) => ({
  conditions: [condition('Ready', status, { observedGeneration: 1, ...more })],
});
const server = (status: Record<string, unknown> = {}) =>
  resource({
    ...ready('True', { reason: 'Succeeded' }),
    state: 'Ready',
    highAvailability: { state: 'Healthy' },
    ...status,
  });

function look(probe: ProbeId, world: World, notInstalled: KindId[] = []) {
  const { databaseClusters, ...others } = healthyWorld(plan);
  expect(databaseClusters).toHaveLength(1);
  const listings = listingsOf({ ...others, ...world }, notInstalled);
  return judge(plan, listings).get(probe);
}

describe('A Flexible Server by Azure Service Operator', () => {
  // prettier-ignore
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['ready', {}, 'ok', /Azure calls it Ready/],
    ['stopped', { state: 'Stopped' }, 'critical', /is stopped while nothing says that the environment sleeps/],
    ['gone', { state: 'Dropping' }, 'critical', /Azure calls it Dropping/],
    ['changed', { state: 'Updating' }, 'degraded', /Azure calls it Updating/],
    ['not reported on', { conditions: [] }, 'unknown', /has not reported/],
    ['given up', ready('False', { severity: 'Error', reason: 'QuotaExceeded', message: 'no cores left in northeurope', lastTransitionTime: ago(7) }), 'critical', /gave up, QuotaExceeded: no cores left/],
    ['tried again', ready('False', { severity: 'Warning', reason: 'AuthorizationFailed', message: 'no role', lastTransitionTime: ago(1) }), 'degraded', /tries again, AuthorizationFailed: no role/],
    ['worked on', ready('False', { severity: 'Info', reason: 'Reconciling', message: 'in progress', lastTransitionTime: ago(60) }), 'ok', /works on it/],
    ['worked on for too long', ready('False', { severity: 'Info', reason: 'Reconciling', message: 'in progress', lastTransitionTime: ago(61) }), 'degraded', /works on it/],
  ])('that is %s', (_, status, verdict, words) => {
    const found = look('database.phase', { flexibleServers: [server(status)] });
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(verdict);
    expect(found?.object?.kind).toBe('FlexibleServer');
  });

  it('is not believed about a change that its operator has not taken up', () => {
    const behind = server(
      ready('True', { reason: 'Succeeded', observedGeneration: 0 }),
    );
    const at = (minutes: number, probe: ProbeId) => {
      plan.revision.at = ago(minutes);
      return look(probe, { flexibleServers: [behind] });
    };
    for (const probe of ['database.phase', 'database.replicas'] as const) {
      expect(at(60, probe)).toMatchObject({
        status: 'unknown',
        summary: expect.stringContaining(
          'has not taken up its last change yet',
        ),
      });
      expect(at(61, probe)?.status).toBe('degraded');
    }
  });

  it('is what its operator last read, and the operator does not say when', () => {
    const found = look('database.phase', { flexibleServers: [server()] });
    expect(found?.summary).toBe(
      "Database server odoo-db: Azure calls it Ready, by its operator's last reading, of which nothing tells the age",
    );
  });

  it('has its standby, as planned', () => {
    const replicas = (state?: string) =>
      look('database.replicas', {
        flexibleServers: [server({ highAvailability: { state } })],
      })?.status;
    expect([replicas('Healthy'), replicas('FailingOver'), replicas()]).toEqual([
      'ok',
      'degraded',
      'unknown',
    ]);
  });

  it('shows no archiving', () => {
    const found = look('database.archiving', { flexibleServers: [server()] });
    expect(found?.status).toBe('not-applicable');
  });

  it('that is planned and absent is critical, and unknown without the operator', () => {
    const found = look('database.phase', { flexibleServers: [] });
    expect(found?.status).toBe('critical');
    expect(look('database.phase', {}, ['flexibleServers'])).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('Azure Service Operator'),
    });
  });
});

describe('A cache', () => {
  const cache = (status: Record<string, unknown>) => [
    resource(status, 'odoo-cache'),
  ];
  const none = { redisCaches: [], redisEnterprises: [] };

  it('is what Azure says of it, of either kind', () => {
    const up = { ...ready('True'), resourceState: 'Running' };
    const down = { ...ready('True'), provisioningState: 'Failed' };
    const of = (world: World) =>
      look('redis.available', { ...none, ...world })?.status;
    expect(of({ redisEnterprises: cache(up) })).toBe('ok');
    expect(of({ redisCaches: cache(down) })).toBe('critical');
  });

  it('that is planned and absent is critical, and unknown where nobody knows caches', () => {
    expect(look('redis.available', none)?.status).toBe('critical');
    const unknown = look('redis.available', {}, [
      'redisCaches',
      'redisEnterprises',
    ]);
    expect(unknown?.status).toBe('unknown');
  });
});
