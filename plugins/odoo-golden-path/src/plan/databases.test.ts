import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
} from '../__testUtils__/examples';
import { capacityGiBOf } from '../databaseServer/databaseServerLoad';
import { planDetached, planEnvironment } from './planEnvironment';

const plan = (
  spec: Parameters<typeof exampleSpec>[0],
  input: Partial<Parameters<typeof planEnvironment>[0]> = {},
) =>
  planEnvironment({
    ref: EXAMPLE_REF,
    spec: exampleSpec(spec),
    platform: examplePlatform(),
    ...input,
  });

const MANAGED = { database: { kind: 'flexible-server' as const } };
const SHARED = { tenancy: 'shared' as const };
const costOf = ({ monthlyCost }: ReturnType<typeof plan>, title: string) =>
  monthlyCost.items.find(item => item.title.startsWith(title))?.amount;

describe('the plan of a database', () => {
  it('takes the smallest Flexible Server that holds users and data, with the connections that Azure gives it', () => {
    expect(plan(MANAGED)).toMatchObject({
      placement: { cluster: 'aks-north-1', databaseServer: 'own' },
      database: {
        sku: 'Standard_E8ds_v5',
        instances: 2,
        cpu: 8,
        memoryGiB: 64,
        storageGiB: 512,
        maxConnections: 4985,
      },
    });
    expect(plan({ ...MANAGED, tier: 3 }).database.instances).toBe(1);
  });

  it('prices a Flexible Server by its own table', () => {
    // 2 * ((8 * 24 + 64 * 3.2) * 1.9 + 512 * 0.115)
    expect(costOf(plan(MANAGED), 'Database')).toBe(1625.6);
    // Geo-redundant copies of 120 GiB, and the filestore in the backup store.
    expect(costOf(plan(MANAGED), 'Backups')).toBe(33.4);
  });

  it('puts a new environment on the shared server with most room, and on its cluster', () => {
    const full = {
      environment: 'other/production',
      tier: 1 as const,
      connections: 3_400,
      databaseGiB: 10,
    };
    const there = { ...SHARED, region: 'westeurope' };
    expect(plan(there).placement).toEqual({
      cluster: 'aks-west-1',
      databaseServer: 'pg-west-1',
    });
    expect(() =>
      plan(there, { tenants: new Map([['pg-west-1', [full]]]) }),
    ).toThrow('spec.tenancy');
  });

  it('keeps the placement, and knows a server only while the platform has it', () => {
    const placement = { cluster: 'aks-north-1', databaseServer: 'pg-gone' };
    expect(() => plan(SHARED, { placement })).toThrow(
      'no database server pg-gone',
    );
    expect(() =>
      plan(SHARED, {
        placement: { ...placement, databaseServer: 'psql-north-1' },
      }),
    ).toThrow('is of kind flexible-server');
  });

  it('shows the shared server, pays its share of it, and waits for the whole of it to come back', () => {
    const shared = plan(SHARED);
    expect(shared.database).toMatchObject({
      server: 'pg-north-1',
      instances: 3,
      cpu: 8,
      maxConnections: 5000,
      connectionLimit: 3500,
      connections: plan({}).database.connections,
    });
    const share = shared.database.connections / 3500;
    // 3 * (8 * 24 + 64 * 3.2 + 65536 * 0.12)
    expect(
      costOf(shared, 'Share of the database server pg-north-1'),
    ).toBeCloseTo(share * 3 * (8 * 24 + 64 * 3.2 + 65_536 * 0.12), 1);
    expect(shared.recovery.restoreMinutes).toBeGreaterThan(
      plan({}).recovery.restoreMinutes,
    );
  });

  it('goes on costing what is kept after a decommission, and nothing that goes', () => {
    const detached = (overrides: Parameters<typeof exampleSpec>[0]) => {
      const { placement, monthlyCost } = plan(overrides);
      const after = planDetached({
        ref: EXAMPLE_REF,
        spec: exampleSpec(overrides),
        platform: examplePlatform(),
        placement,
      });
      const sum = after.items.reduce((total, { amount }) => total + amount, 0);
      expect(after.amount).toBeCloseTo(sum, 2);
      expect(after.amount).toBeLessThan(monthlyCost.amount);
      expect(after.currency).toBe(monthlyCost.currency);
      expect(after.items.map(({ title }) => title)).toEqual(
        monthlyCost.items.map(({ title }) => title),
      );
      return {
        kept: monthlyCost.items
          .filter((item, index) => after.items[index].amount === item.amount)
          .map(({ title }) => title),
        gone: after.items
          .filter(({ amount }) => amount === 0)
          .map(({ title }) => title),
        after,
      };
    };
    const own = detached({});
    // Nobody deletes a database: its server runs on, and its backups with it.
    expect(own.kept).toEqual(['Database', 'Filestore', 'Backups']);
    expect(own.gone).toEqual([
      'Web pods',
      'Websocket pods',
      'Cron pods',
      'Certificate and ingress',
    ]);
    expect(detached(MANAGED).kept).toEqual(own.kept);
    // Of a shared server nobody holds connections any more; the data fills what it fills.
    const { after, kept } = detached(SHARED);
    expect(kept).toEqual(['Filestore', 'Backups']);
    const { databaseGiB } = exampleSpec().data;
    const whole = 3 * (8 * 24 + 64 * 3.2 + 65_536 * 0.12);
    const [server] = examplePlatform().database.servers;
    expect(
      after.items.find(({ title }) => title.startsWith('Share'))?.amount,
    ).toBeCloseTo(
      (whole * databaseGiB) / capacityGiBOf(server, examplePlatform()),
      1,
    );
  });
});
