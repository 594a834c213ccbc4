import { GateResult, RepositoryReport } from '@plumbline/plugin-odoo-common';
import {
  RECOVERY_NOW,
  evidentReleaseOf,
  factsOf,
  platformOf,
  recoveryFactsOf,
  releaseOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { release } from '../__testUtils__/documents';
import { later, useClock } from '../__testUtils__/useClock';
import { PreparedChange } from '../change/propose';
import { neverWell } from '../recovery/tests/neverWell';
import { restorePointGate } from './restorePointGate';

const QA = 'harbour-civil/qa';
const NEXT = '18.0-2026.11.2';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'the restore point of an update on %s',
  engine => {
    let world: ChangeWorld;
    beforeEach(async () => {
      useClock(RECOVERY_NOW);
      const next = evidentReleaseOf(NEXT, {
        ...release.spec,
        schemaClass: 'additive',
        releasedAt: '2026-11-20T08:00:00Z',
      });
      world = await ChangeWorld.start(databases, engine, {
        files: { [`releases/${NEXT}.yaml`]: stringify(next) },
      });
    });
    afterEach(async () => {
      await world?.stop();
      jest.useRealTimers();
    });

    const gateOf = async (change: object): Promise<GateResult> => {
      const { status, body } = await world.propose('ann', {
        environment: QA,
        spec: undefined,
        ...change,
        dryRun: true,
      });
      expect([status, body.error]).toEqual([200, undefined]);
      return body.gates.find(({ id }: GateResult) => id === 'restore-point');
    };

    it('is needed before data is migrated, and only then', async () => {
      const migrating = { kind: 'promote', release: NEXT };
      expect(
        await gateOf({ kind: 'update', spec: { users: { named: 60 } } }),
      ).toMatchObject({
        verdict: 'pass',
        summary: 'Migrates no data: no restore point is needed',
      });
      expect(await gateOf(migrating)).toMatchObject({
        verdict: 'blocked',
        summary: "The database's backups have not been read",
      });
      world.collector.answer('aks-north-1', 'ok');
      world.collector.recovery.set(QA, factsOf());
      await world.odoo.collect('fake:aks-north-1');
      expect(await gateOf(migrating)).toMatchObject({
        verdict: 'pass',
        summary: expect.stringContaining('Restorable to 11:58'),
      });
    });

    it('is taken after the approvals and found in the store before there is a commit', async () => {
      const tell = async (at: string) => {
        const point = { newestRestorePoint: at };
        world.collector.recovery.set(
          QA,
          factsOf({ database: point, filestore: point }),
        );
        await world.odoo.collect('fake:aks-north-1');
      };
      world.collector.answer('aks-north-1', 'ok');
      await tell('2026-11-23T11:58:00.000Z');
      const change = await world.proposed('ann', {
        kind: 'promote',
        environment: QA,
        release: NEXT,
        spec: undefined,
      });
      const held = await world.until(change, 'blocked');
      expect(held.gates.find(({ id }) => id === 'restore-point')).toMatchObject(
        {
          verdict: 'fail',
          summary: expect.stringMatching(
            /next point of the database is awaited/,
          ),
        },
      );
      expect(world.remote.log()).toHaveLength(1);

      later(3);
      await tell('2026-11-23T12:02:00.000Z');
      const applied = await world.until(change, 'reconciling');
      expect(
        applied.gates.find(({ id }) => id === 'restore-point'),
      ).toMatchObject({ verdict: 'pass', at: '2026-11-23T12:02:00.000Z' });
      expect(world.remote.log()).toHaveLength(2);
    });
  },
);

describe('the restore point of a tier 1 that goes', () => {
  beforeEach(() => useClock(RECOVERY_NOW));
  afterEach(() => jest.useRealTimers());

  const judged = (
    change: Parameters<typeof specOf>[0],
    { server, database, isNew = false }: Going = {},
  ) => {
    const kept = {
      spec: specOf(change),
      plan: { database: { server } },
      release: releaseOf('18.0-2026.11.1'),
    };
    const gate = restorePointGate(platformOf(), {
      facts: async () => recoveryFactsOf(factsOf({ database })),
      results: async () => [],
      neverWell: async () => isNew,
      refresh: async () => undefined,
    });
    const ref = { tenant: 'harbour-civil', stage: 'production' };
    return gate.evaluate({
      change: {
        ...kept,
        kind: 'decommission',
        ref,
        before: kept,
      } as unknown as PreparedChange,
      objects: [],
    });
  };
  interface Going {
    server?: string;
    database?: Partial<RepositoryReport>;
    isNew?: boolean;
  }

  it('is told to be unproven where no restore can be tested, and has to be proven elsewhere', async () => {
    expect(await judged({})).toMatchObject({
      verdict: 'fail',
      summary: expect.stringContaining('run one'),
    });
    const flexible = { database: { kind: 'flexible-server' } } as const;
    for (const gate of [
      await judged(flexible, { database: { chain: undefined } }),
      await judged({}, { server: 'pg-north-1' }),
    ]) {
      expect(gate).toMatchObject({
        verdict: 'pass',
        summary: expect.stringContaining('Restore test: not proven'),
      });
    }
  });

  it('is not asked of a copy that never came up, and of nothing else', async () => {
    const database = { newestRestorePoint: null, windows: [], backups: [] };
    const copy = { copyOf: { environment: 'old-civil/production' } };
    const verdictOf = async (
      change: Parameters<typeof specOf>[0],
      isNew: boolean,
    ) => (await judged(change, { database, isNew })).verdict;
    expect(await verdictOf(copy, true)).toBe('pass');
    expect(await verdictOf(copy, false)).toBe('fail');
    expect(await verdictOf({}, true)).toBe('fail');
  });
});

describe('an environment that never came up', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, 'SQLITE_3');
  });
  afterEach(() => world?.stop());
  const look = (status: 'ok' | 'critical') => {
    world.collector.answer('aks-north-1', status);
    return world.odoo.collect('fake:aks-north-1');
  };

  it('is one whose web pods were looked at and never seen to answer', async () => {
    const isNever = () => neverWell(world.knex, QA);
    expect(await isNever()).toBe(false);
    await look('critical');
    expect(await isNever()).toBe(true);
    await look('ok');
    await look('critical');
    expect(await isNever()).toBe(false);
  });
});
