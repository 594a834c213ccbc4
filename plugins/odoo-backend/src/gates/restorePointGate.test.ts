import { GateResult } from '@plumbline/plugin-odoo-common';
import {
  RECOVERY_NOW,
  factsOf,
  evidentReleaseOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { release } from '../__testUtils__/documents';
import { later, useClock } from '../__testUtils__/useClock';

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
