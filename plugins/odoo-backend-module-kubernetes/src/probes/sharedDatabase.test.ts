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

const SERVER = 'odoo-db-north';
const shared: Expectation['database'] = {
  kind: 'cloudnative-pg',
  namespace: SERVER,
  name: 'server',
  server: 'north',
  database: 'acme-production',
  instances: 3,
  archiving: true,
};

const managed = (
  name: string,
  spec: Record<string, unknown>,
  status: Record<string, unknown>,
): RawObject => ({
  metadata: { name, namespace: SERVER, generation: 1 },
  spec: { cluster: { name: 'server' }, ...spec },
  status,
});
const applied = { applied: true, observedGeneration: 1 };
const database = (status: Record<string, unknown> = applied) =>
  managed('acme-production', { name: 'acme', owner: 'acme_odoo' }, status);
const role = (
  status: Record<string, unknown> = applied,
  name = 'acme-production',
) => managed(name, { name: 'acme_odoo' }, status);

function look(
  world: World,
  probe: ProbeId = 'database.phase',
  notInstalled: readonly KindId[] = [],
) {
  const plan = environment({ database: shared });
  const healthy = healthyWorld(plan);
  const [cluster] = healthy.databaseClusters!;
  const metadata = { name: 'server', namespace: SERVER };
  const listings = listingsOf(
    {
      ...healthy,
      databaseClusters: [{ ...cluster, metadata }],
      databases: [database()],
      databaseRoles: [role()],
      objectStores: [],
      ...world,
    },
    notInstalled,
  );
  return judge(plan, listings).get(probe);
}

describe('A database on a shared server', () => {
  it('is looked for where the server lives', () => {
    for (const probe of ['database.phase', 'database.replicas'] as const) {
      expect(look({}, probe)).toMatchObject({
        status: 'ok',
        object: { kind: 'Cluster', namespace: SERVER, name: 'server' },
      });
    }
    expect(look({ databaseClusters: [] })).toMatchObject({
      status: 'critical',
      summary: `Cluster server is planned and does not exist in namespace ${SERVER}`,
    });
  });

  const refused = {
    applied: false,
    message: 'role "acme_odoo" does not exist',
  };
  // prettier-ignore
  it.each<[string, World, string, RegExp]>([
    ['is absent', { databases: [] }, 'critical', /Database acme-production is planned and does not exist/],
    ['is not applied', { databases: [database(refused)] }, 'critical', /Database acme-production on server server is not applied: role "acme_odoo" does not exist/],
    ['is not reported on', { databases: [database({})] }, 'unknown', /does not say whether Database acme-production/],
    ['has changed since it was applied', { databases: [database({ applied: true, observedGeneration: 0 })] }, 'unknown', /applied as it is now/],
    ['has an owner that is not applied', { databaseRoles: [role(refused)] }, 'critical', /DatabaseRole acme-production on server server is not applied/],
    ['has no owner', { databaseRoles: [] }, 'critical', /DatabaseRole acme-production is planned and does not exist in namespace odoo-db-north/],
    ['has an owner that cannot be read', { databaseRoles: [role({ applied: 'yes' })] }, 'unknown', /DatabaseRole acme-production could not be read/],
    ['cannot be read', { databases: [database({ applied: 'yes' })] }, 'unknown', /Database acme-production could not be read/],
  ])('%s', (_, world, status, words) => {
    const found = look(world);
    expect(found?.summary).toMatch(words);
    expect(found?.status).toBe(status);
  });

  it('does not answer for the roles of its neighbours', () => {
    for (const status of [refused, { applied: 'yes' }]) {
      const databaseRoles = [role(), role(status, 'other-production')];
      expect(look({ databaseRoles })?.status).toBe('ok');
    }
  });

  it('needs no roles as objects: they came later than databases', () => {
    const old = { databaseRoles: undefined };
    expect(look(old, 'database.phase', ['databaseRoles'])?.status).toBe('ok');
    expect(look(old)).toBeUndefined();
    expect(look({}, 'database.phase', ['databases'])).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('CloudNativePG 1.25 or later'),
    });
  });

  it('is not excused when its server is down, whatever the database says', () => {
    const [cluster] = healthyWorld(environment()).databaseClusters!;
    const down = {
      ...cluster,
      metadata: { name: 'server', namespace: SERVER },
      status: { ...cluster.status, phase: 'Failing over', targetPrimary: 'x' },
    };
    expect(look({ databaseClusters: [down] })).toMatchObject({
      status: 'critical',
      object: { kind: 'Cluster' },
    });
  });
});

describe('WAL archiving without any base backup', () => {
  const archiving = (since: string, more: object = {}) => {
    const plan = environment();
    const [cluster] = healthyWorld(plan).databaseClusters!;
    const { namespace } = plan.expectation;
    const databaseClusters = [
      {
        ...cluster,
        status: {
          ...cluster.status,
          conditions: [
            condition('ContinuousArchiving', 'True', {
              lastTransitionTime: since,
            }),
          ],
          ...more,
        },
      },
    ];
    const store = (windows: object) => ({
      metadata: { name: 'store', namespace },
      status: { serverRecoveryWindow: windows },
    });
    return (windows?: object) =>
      judge(
        plan,
        listingsOf({
          ...healthyWorld(plan),
          databaseClusters,
          objectStores: windows && [store(windows)],
        }),
      ).get('database.archiving')?.status;
  };

  it('is what the operator calls archiving, and degraded after a day', () => {
    expect(archiving(ago(24 * 60))({})).toBe('ok');
    expect(archiving(ago(24 * 60 + 1))({})).toBe('degraded');
    const other = { other: { lastSuccessfulBackupTime: ago(60) } };
    expect(archiving(ago(3000))(other)).toBe('degraded');
  });

  it('is not claimed where a backup is known, by the plugin or without it, or nobody could look', () => {
    const own = { 'odoo-db': { lastSuccessfulBackupTime: ago(60) } };
    expect(archiving(ago(3000))(own)).toBe('ok');
    const inTree = { lastSuccessfulBackup: ago(60) };
    expect(archiving(ago(3000), inTree)({})).toBe('ok');
    expect(archiving(ago(3000))(undefined)).toBe('ok');
  });
});
