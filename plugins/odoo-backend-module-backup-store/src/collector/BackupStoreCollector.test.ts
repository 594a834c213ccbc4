import {
  Environment,
  RecoveryFact,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { platformOf } from '@plumbline/plugin-odoo-common/testUtils';
import { Collection } from '@plumbline/plugin-odoo-node';
import { ArmStandIn } from '../__testUtils__/ArmStandIn';
import { Azurite } from '../__testUtils__/azurite';
import { environmentOf } from '../__testUtils__/environment';
import { FakeReader } from '../__testUtils__/FakeReader';
import { parseEndpoint } from '../azure';
import { StoreConfig } from '../config';
import { BackupStoreCollector } from './BackupStoreCollector';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

let azurite: Azurite;
let arm: ArmStandIn;
beforeAll(async () => {
  azurite = await Azurite.start();
  arm = await ArmStandIn.start();
});
afterAll(async () => {
  await arm.stop();
  await azurite.stop();
});

let now: number;
let barman: FakeReader;
let filestore: FakeReader;
const collectors: BackupStoreCollector[] = [];
beforeEach(() => {
  now = NOW;
  barman = new FakeReader('barman');
  filestore = new FakeReader('filestore');
});
afterEach(async () => {
  await Promise.all(collectors.splice(0).map(collector => collector.close()));
});

const storeOf = (change: Partial<StoreConfig> = {}): StoreConfig => ({
  name: 'north',
  account: 'plumblinebackups',
  accountUrl: 'https://plumblinebackups.blob.core.windows.net',
  endpoint: parseEndpoint(azurite.endpoint, 'endpoint'),
  region: 'northeurope',
  credential: { sasToken: azurite.accountSas() },
  repositories: [],
  ...change,
});

function collectorOf(
  stores: StoreConfig[] = [storeOf()],
  timeoutSeconds = 30,
): BackupStoreCollector {
  const collector = new BackupStoreCollector({
    config: {
      backupStores: stores,
      platform: platformOf(),
      recovery: { verificationKeys: [] },
      schedule: { frequencySeconds: 300, timeoutSeconds },
    },
    arm: arm.connection,
    identity: { getToken: async () => null },
    readers: [barman, filestore, new FakeReader('odoo-zip')],
    clock: () => new Date(now),
  });
  collectors.push(collector);
  return collector;
}

async function collect(
  collector: BackupStoreCollector,
  all: Environment[],
  slug = 'north',
  signal = new AbortController().signal,
): Promise<Collection> {
  const scope = (await collector.scopes()).find(known => known.slug === slug)!;
  const environments = all.filter(one => scope.covers(one));
  return collector.collect(scope, { environments, now: new Date(now), signal });
}

/** Kinds by environment. */
const kinds = ({ recovery = [] }: Collection) => {
  const byRef: Record<string, string[]> = {};
  for (const { environment, fact } of recovery) {
    (byRef[formatEnvironmentRef(environment as never)] ??= []).push(fact.kind);
  }
  return Object.fromEntries(
    Object.entries(byRef).map(([ref, list]) => [ref, list.sort()]),
  );
};

const factOf = <K extends RecoveryFact['kind']>(
  { recovery = [] }: Collection,
  kind: K,
) =>
  recovery.flatMap(({ fact }) =>
    fact.kind === kind ? [fact as Extract<RecoveryFact, { kind: K }>] : [],
  );

const BACKED_UP = { 'odoo-db/base/1/backup.info': 'x', 'filestore/aa/1': 'x' };

describe('A run over a store', () => {
  it('tells of each environment where its own destination puts it', async () => {
    await azurite.container(BACKED_UP, 'acme-production');
    const collection = await collect(collectorOf(), [
      environmentOf('acme'),
      environmentOf('sandbox', { tier: 4 }),
    ]);
    expect(collection).toMatchObject({ problems: [], observations: [] });
    expect(collection.failure).toBeUndefined();
    expect(kinds(collection)).toEqual({
      'acme/production': ['copies', 'database', 'filestore', 'restore-tests'],
    });
    expect(barman.requests[0]).toMatchObject({
      location: { format: 'barman', name: 'odoo-db', prefix: 'odoo-db/' },
      targets: { rpoSeconds: 300, maxBackupAgeSeconds: 12 * 3600 },
    });
    expect(filestore.requests[0]).toMatchObject({
      location: { prefix: 'filestore/' },
      targets: { rpoSeconds: 900, maxBackupAgeSeconds: 900 },
    });
    expect(factOf(collection, 'copies')[0].copies).toMatchObject([
      {
        id: 'https://plumblinebackups.blob.core.windows.net/acme-production',
        region: 'northeurope',
        versioning: 'unknown',
        replication: 'unknown',
      },
    ]);
    expect(collection.upstreamCalls).toBeGreaterThan(3);
  });

  it('leaves the backups of a managed server and their copies to its own collector', async () => {
    await azurite.container(BACKED_UP, 'managed-production');
    const collection = await collect(collectorOf(), [
      environmentOf('managed', { database: { kind: 'flexible-server' } }),
    ]);
    expect(kinds(collection)).toEqual({
      'managed/production': ['filestore', 'restore-tests'],
    });
  });

  it('hands each reader its memory, and samples contents once a day, in turn', async () => {
    const fleet = ['fleet-a', 'fleet-b', 'fleet-c'].map(name =>
      environmentOf(name),
    );
    for (const { tenant } of fleet) {
      await azurite.container(BACKED_UP, `${tenant}-production`);
    }
    const collector = collectorOf();
    const sampled = async () => {
      barman.requests.length = filestore.requests.length = 0;
      await collect(collector, fleet);
      return [...barman.requests, ...filestore.requests].filter(
        ({ depth }) => depth === 'content',
      ).length;
    };
    const runs: number[] = [];
    for (let run = 0; run < 8; run++) runs.push(await sampled());
    expect(runs).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    expect(
      [...barman.requests, ...filestore.requests].map(({ memory }) => memory),
    ).toEqual(Array(6).fill(expect.any(Number)));
    now += DAY_MS;
    expect(await sampled()).toBe(1);
  });

  it('lets what could not be read age, says so, and reads the others', async () => {
    await azurite.container(BACKED_UP, 'good-production');
    const broken = barman.read.bind(barman);
    jest.spyOn(barman, 'read').mockImplementation(async request => {
      if (request.store.url.includes('bad-')) throw new TypeError('a bug');
      return broken(request);
    });
    await azurite.container(BACKED_UP, 'bad-production');
    const collection = await collect(collectorOf(), [
      environmentOf('bad'),
      environmentOf('good'),
    ]);
    expect(kinds(collection)).toEqual({
      'bad/production': ['copies', 'filestore', 'restore-tests'],
      'good/production': ['copies', 'database', 'filestore', 'restore-tests'],
    });
    expect(collection.problems).toEqual([
      { subject: 'bad/production', message: 'a bug' },
    ]);
    expect(collection.failure).toBeUndefined();
  });

  it('calls a container that does not exist what it is: nothing to restore', async () => {
    const collection = await collect(collectorOf(), [environmentOf('gone')]);
    expect(factOf(collection, 'database')[0].report).toMatchObject({
      verdict: 'critical',
      newestRestorePoint: null,
      findings: [{ code: 'repository-missing', severity: 'critical' }],
    });
    expect(factOf(collection, 'database')[0].report.partial).toBeUndefined();
  });

  it('has failed when the account refuses or does not answer', async () => {
    const refused = storeOf({
      credential: { sasToken: 'sv=2024-11-04&sig=AAAA' },
    });
    const collection = await collect(collectorOf([refused]), [
      environmentOf('acme'),
    ]);
    expect(collection.recovery).toEqual([]);
    expect(collection.failure).toMatch(/Nothing could be read: .*403/);
    expect(JSON.stringify(collection)).not.toContain('sig=');

    const dead = storeOf({
      endpoint: parseEndpoint('http://127.0.0.1:9/account', 'endpoint'),
    });
    expect(
      (await collect(collectorOf([dead]), [environmentOf('acme')])).failure,
    ).toMatch(/ECONNREFUSED|early/);
  });

  it('still tells how far the copy in the other region is when the account is gone', async () => {
    const id =
      '/subscriptions/s-1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/backups';
    const geoReplicationStats = {
      status: 'Unavailable',
      lastSyncTime: '2026-11-21T11:50:00Z',
    };
    arm.routes = {
      [id]: {
        location: 'northeurope',
        sku: { name: 'Standard_RAGZRS' },
        properties: { secondaryLocation: 'westeurope', geoReplicationStats },
      },
      [`${id}/blobServices/default`]: { properties: {} },
      [`${id}/blobServices/default/containers`]: { value: [] },
    };
    const gone = storeOf({
      resourceId: id,
      endpoint: parseEndpoint('http://127.0.0.1:9/account', 'endpoint'),
    });
    const collection = await collect(collectorOf([gone]), [
      environmentOf('acme'),
    ]);
    expect(collection.failure).toBeDefined();
    expect(kinds(collection)).toEqual({ 'acme/production': ['copies'] });
    expect(factOf(collection, 'copies')[0].copies[1]).toMatchObject({
      region: 'westeurope',
      replication: 'failed',
      lastSyncAt: '2026-11-21T11:50:00.000Z',
    });
  });

  it('counts what was read when its time is over, and begins with the others next time', async () => {
    await azurite.container(BACKED_UP, 'slow-production');
    await azurite.container(BACKED_UP, 'fast-production');
    const fleet = [environmentOf('slow'), environmentOf('fast')];
    const read = barman.read.bind(barman);
    jest.spyOn(barman, 'read').mockImplementation(async request => {
      if (!request.store.url.includes('slow-')) return read(request);
      return new Promise((_resolve, reject) =>
        request.signal?.addEventListener('abort', () =>
          reject(request.signal?.reason),
        ),
      );
    });
    const collection = await collect(collectorOf(undefined, 1), fleet);
    expect(kinds(collection)['fast/production']).toContain('database');
    expect(kinds(collection)['slow/production']).not.toContain('database');
    expect(collection.problems).toEqual([
      {
        subject: 'slow/production',
        message: expect.stringContaining('not read within the time of the run'),
      },
    ]);
  });
});

describe('Repositories that the golden path did not make', () => {
  it('take the place of its own, are found where no format is given, and may lie in another store', async () => {
    await azurite.container(
      { 'dumps/odoo-zip.info': 'x', 'filestore/aa/1': 'x' },
      'legacy',
    );
    const other = storeOf({
      name: 'old',
      account: 'old',
      accountUrl: 'https://old.blob.core.windows.net',
      repositories: [
        {
          environment: 'acme/production',
          role: 'database',
          container: 'legacy',
          prefix: 'dumps/',
        },
      ],
    });
    const collector = collectorOf([storeOf(), other]);
    const legacy = await collect(collector, [environmentOf('acme')], 'old');
    expect(kinds(legacy)).toEqual({
      'acme/production': ['copies', 'database'],
    });
    expect(factOf(legacy, 'database')[0].report).toMatchObject({
      format: 'odoo-zip',
      name: 'found',
      verdict: 'ok',
    });
    const own = await collect(collector, [environmentOf('acme')]);
    expect(kinds(own)['acme/production']).toEqual([
      'filestore',
      'restore-tests',
    ]);
  });
});
