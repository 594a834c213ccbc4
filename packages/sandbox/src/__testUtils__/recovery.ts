import { verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  preAuthenticationEncoding,
  restoreTestEnvelopeSchema,
  restoreTestResultSchema,
} from '@plumbline/plugin-odoo-common';
import {
  planEnvironment,
  renderEnvironment,
} from '@plumbline/plugin-odoo-golden-path';
import { askRestoreTest } from '../testing/askRestoreTest';
import { BackupContainer } from '../testing/backupContainer';
import { call, read, until } from '../testing/callCluster';
import { commitFiles } from '../testing/commitFiles';
import { deployed } from '../testing/deployed';
import { started } from './startedSandbox';

interface Backup {
  metadata: { labels: Record<string, string> };
  status: { phase: string; backupId?: string };
}

const NORTH = 'northeurope';
const WEST = 'westeurope';

const backupsOf = (namespace: string) =>
  `/apis/postgresql.cnpg.io/v1/namespaces/odoo-${namespace}/backups`;
const storeOf = (namespace: string) =>
  `/apis/barmancloud.cnpg.io/v1/namespaces/odoo-${namespace}/objectstores/odoo-db-store`;

/** Comes first: it counts what the seed alone has backed up. */
describe('recovery in the sandbox', () => {
  const scenario = (name: string, on: boolean, token?: string) =>
    fetch(`${started.sandbox.control.url}/scenarios/${name}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token ?? started.sandbox.control.token}`,
      },
      body: JSON.stringify({ on }),
    });
  const container = (name: string, region = NORTH) =>
    BackupContainer.of(started.sandbox, region, name);

  it('keeps in every store what the controllers have on record, back to the first base backup', async () => {
    for (const [region, cluster] of [
      [NORTH, started.sandbox.clusters[0]],
      [WEST, started.sandbox.clusters[1]],
    ] as const) {
      const { items } = await read<{ items: Backup[] }>(
        cluster,
        '/apis/postgresql.cnpg.io/v1/backups',
      );
      const names = items.map(
        ({ metadata }) => metadata.labels['app.kubernetes.io/part-of'],
      );
      expect(new Set(names).size).toBe(region === NORTH ? 14 : 11);
      const name = names.find(each => each.startsWith('harbour'))!;
      const bases = await container(name, region).bases();
      expect([...bases.keys()]).toEqual(
        items
          .filter((_, index) => names[index] === name)
          .flatMap(({ status }) => status.backupId ?? []),
      );
      expect(await container(name, region).gaps()).toEqual([]);
    }
  });

  it('has faults of different kinds, which the controllers do not know of', async () => {
    const [north, west] = started.sandbox.clusters;
    expect(await container('harbour-housing-production').gaps()).toHaveLength(
      1,
    );

    // A run whose upload failed at its end has an end, so the controller takes it for a backup.
    const plant = container('harbour-plant-production');
    const [id, info] = [...(await plant.bases())].at(-1)!;
    expect(info).toMatchObject({
      status: 'FAILED',
      end_time: expect.stringMatching(/^\d{4}-/),
    });
    expect(
      (await plant.list(`odoo-db/base/${id}/`)).map(({ name }) => name),
    ).toEqual([`odoo-db/base/${id}/backup.info`]);
    const store = await read<{
      status: {
        serverRecoveryWindow: Record<
          string,
          { lastSuccessfulBackupTime: string }
        >;
      };
    }>(north, storeOf('harbour-plant-production'));
    const { lastSuccessfulBackupTime } =
      store.status.serverRecoveryWindow['odoo-db'];
    expect(info.end_time.replace(' ', 'T')).toContain(
      lastSuccessfulBackupTime.slice(0, 19),
    );

    const steel = container('harbour-steel-production', WEST);
    const mark = await steel.read('filestore/.last-sync.json');
    const age =
      started.seededAt.getTime() -
      Date.parse(JSON.parse(String(mark)).startedAt);
    expect(age).toBeGreaterThan(25 * 3_600_000);
    const { items } = await read<{ items: Backup[] }>(
      west,
      backupsOf('harbour-steel-production'),
    );
    expect(items.at(-1)?.status.phase).toBe('completed');
  });

  it('lets the portal read and list the stores, and do nothing else there', async () => {
    const { client } = container('harbour-civil-production');
    await expect(client.uploadBlockBlob('x', 'x', 1)).rejects.toMatchObject({
      statusCode: 403,
    });
    await expect(client.delete()).rejects.toMatchObject({ statusCode: 403 });
  });

  it('tells by Azure Resource Manager what protects the backups of each tier', async () => {
    const { endpoint, token } = started.sandbox.azure;
    const [{ resourceId }] = started.sandbox.backupStores;
    const ask = async (path: string, bearer = token) => {
      const response = await fetch(`${endpoint}${resourceId}${path}`, {
        headers: { authorization: `Bearer ${bearer}` },
      });
      return { status: response.status, body: await response.json() };
    };
    const policyOf = (name: string) =>
      ask(
        `/blobServices/default/containers/${name}/immutabilityPolicies/default`,
      );
    expect((await ask('')).body).toMatchObject({
      sku: { name: 'Standard_RAGZRS' },
      properties: {
        secondaryLocation: WEST,
        geoReplicationStats: { status: 'Live' },
      },
    });
    expect((await policyOf('harbour-civil-production')).body).toMatchObject({
      properties: {
        state: 'Locked',
        immutabilityPeriodSinceCreationInDays: 30,
      },
    });
    expect((await policyOf('harbour-civil-pre-production')).body).toMatchObject(
      { properties: { state: 'Unlocked' } },
    );
    expect((await policyOf('harbour-civil-staging')).status).toBe(404);
    expect((await ask('', 'nobody')).status).toBe(401);
  });

  it('breaks the WAL of one environment in both regions, and mends it', async () => {
    const civil = container('harbour-civil-production');
    const copy = BackupContainer.of(
      started.sandbox,
      NORTH,
      'harbour-civil-production',
      'secondaryEndpoint',
    );
    expect((await scenario('broken-wal', true, 'nobody')).status).toBe(401);
    expect((await scenario('no-such', true)).status).toBe(404);
    expect((await scenario('broken-wal', true)).status).toBe(200);
    const [gap, ...others] = await civil.gaps();
    expect(others).toEqual([]);
    const newest = [...(await civil.bases()).values()].at(-1)!;
    expect(gap > newest.end_wal).toBe(true);
    expect(await copy.gaps()).toEqual([gap]);
    const database = await read<{
      status: { conditions: { type: string; status: string }[] };
    }>(
      started.sandbox.clusters[0],
      '/apis/postgresql.cnpg.io/v1/namespaces/odoo-harbour-civil-production/clusters/odoo-db',
    );
    expect(database.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'ContinuousArchiving',
        status: 'True',
      }),
    );
    await scenario('broken-wal', false);
    expect(await civil.gaps()).toEqual([]);
    expect(await copy.gaps()).toEqual([]);
  }, 60_000);

  it('takes a region away, whose backups are still there in the other one', async () => {
    const [north, west] = started.sandbox.clusters;
    const name = 'harbour-civil-production';
    const copy = BackupContainer.of(
      started.sandbox,
      NORTH,
      name,
      'secondaryEndpoint',
    );
    await scenario('region-outage', true);
    await expect(container(name).list()).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await expect(call(north, north.portalToken, '/version')).rejects.toThrow(
      'ECONNREFUSED',
    );
    expect((await call(west, west.portalToken, '/version')).status).toBe(200);
    expect((await copy.bases()).size).toBeGreaterThan(5);
    await scenario('region-outage', false);
    expect(await container(name).gaps()).toEqual([]);
    expect((await call(north, north.portalToken, '/version')).status).toBe(200);
  }, 60_000);

  it('backs up an environment from its creation on', async () => {
    const like = { tenant: 'harbour-plant', stage: 'qa' } as const;
    const ref = { tenant: 'harbour-plant', stage: 'staging' } as const;
    const { platform, release, ...known } = await deployed(
      like,
      started.seededAt,
    );
    const spec = {
      ...known.spec,
      hostnames: ['harbour-plant-staging.harbour.example'],
    };
    const { placement } = planEnvironment({ ref, spec, platform });
    const files = renderEnvironment({
      ref,
      spec,
      platform,
      release,
      placement,
    });
    await commitFiles(
      started.sandbox.gitopsUrl,
      Object.fromEntries(files.map(({ path, content }) => [path, content])),
    );
    const created = container('harbour-plant-staging');
    await until(async () => {
      const there = await created.client.exists();
      return there && (await created.bases()).size > 0;
    });
    const [[id, info]] = [...(await created.bases())];
    expect(info.status).toBe('DONE');
    const names = (await created.segments()).map(({ name }) => name);
    expect(names[0] <= info.begin_wal).toBe(true);
    expect(names).toContain(info.end_wal);
    expect(await created.gaps()).toEqual([]);
    await until(async () => {
      const { items } = await read<{ items: Backup[] }>(
        started.sandbox.clusters[0],
        backupsOf('harbour-plant-staging'),
      );
      return items.some(({ status }) => status.backupId === id);
    });
  }, 120_000);

  it('really restores in a restore test, which reaches the store alone and leaves a signed result', async () => {
    const ref = { tenant: 'harbour-energy', stage: 'production' } as const;
    const test = { id: 'test-1', nonce: 'ab'.repeat(16) };
    const { cluster, namespace } = await askRestoreTest(
      started.sandbox,
      ref,
      test,
      started.seededAt,
    );
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const pod = async () =>
      (
        await read<{
          items: {
            metadata: { name: string; uid: string };
            status: { phase: string };
          }[];
        }>(cluster, pods)
      ).items.at(0);
    await until(async () => (await pod())?.status.phase === 'Succeeded');
    const { name, uid } = (await pod())!.metadata;

    const result = await container('restore-tests').read(
      'harbour-energy-production/test-1.json',
    );
    const { payload, payloadType, signatures } =
      restoreTestEnvelopeSchema.parse(JSON.parse(String(result)));
    const bytes = Buffer.from(payload, 'base64');
    expect(
      verify(
        null,
        preAuthenticationEncoding(payloadType, bytes),
        started.sandbox.verificationKey.publicKey,
        Buffer.from(signatures[0].sig, 'base64'),
      ),
    ).toBe(true);
    expect(
      restoreTestResultSchema.parse(JSON.parse(String(bytes))),
    ).toMatchObject({
      environment: 'harbour-energy/production',
      outcome: 'passed',
      nonce: test.nonce,
      test: test.id,
    });

    const flows = join(
      started.dataDir,
      'sandbox',
      'flows',
      namespace,
      `${name}.jsonl`,
    );
    const called = (await readFile(flows, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(({ to, outcome }) => `${to} ${outcome}`);
    expect(new Set(called)).toEqual(
      new Set(['harbournortheurope.blob.core.windows.net allowed']),
    );
    const log = await call(
      cluster,
      cluster.portalToken,
      `${pods}/${name}/log?container=restore-test`,
    );
    expect(log.body).toContain('check-odoo: passed');
    await until(async () =>
      (await readdir(tmpdir())).every(each => !each.includes(uid.slice(0, 8))),
    );
  }, 600_000);
});
