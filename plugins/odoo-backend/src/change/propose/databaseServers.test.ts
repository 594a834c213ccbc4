import {
  Change,
  GateResult,
  SharedServerInput,
} from '@plumbline/plugin-odoo-common';
import {
  platformInputOf,
  sharedServerOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';

const databases = testDatabases();
jest.setTimeout(60_000);

const server = (change: Partial<SharedServerInput> = {}) =>
  sharedServerOf({ tier: 2, storageGiB: 720, maxConnections: 400, ...change });

const ON_SERVER = {
  tenancy: 'shared',
  tier: 2,
  users: { named: 40 },
};
const isServers = (path: string) =>
  path.startsWith('database-servers/pg-north-1/') ||
  path === 'clusters/aks-north-1/database-server.pg-north-1.yaml';
const serversFilesOf = ({ files }: Change) =>
  files.filter(({ path }) => isServers(path));

const gate = ({ gates }: Change, id: GateResult['id']) =>
  gates.find(candidate => candidate.id === id)!;

describe('an environment on a shared database server', () => {
  let world: ChangeWorld;
  afterEach(() => world?.stop());

  async function start(...servers: SharedServerInput[]) {
    const { database, ...rest } = platformInputOf();
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      odoo: { platform: { ...rest, database: { ...database, servers } } },
    });
  }
  const create = (environment: string, spec: object = {}) =>
    world.proposed('ann', {
      environment,
      spec: { ...ON_SERVER, ...spec },
    });

  it('brings the server along once: of two changes at the same time neither undoes or delays the other', async () => {
    await start(server());
    const first = await create('harbour-civil/production');
    const second = await create('harbour-civil/staging');
    for (const change of [first, second]) {
      expect(change.state).toBe('awaiting-approval');
      expect(serversFilesOf(change)).toHaveLength(7);
    }
    await world.approve('mia', first);
    await world.until(first, 'reconciling');
    expect(world.remote.log()[0].files.filter(isServers)).toHaveLength(7);

    await world.approve('mia', second);
    // What was approved of it is what it still is, although the other has brought the server.
    expect(await world.until(second, 'reconciling')).toMatchObject({
      revision: 1,
      contentHash: second.contentHash,
    });
    expect(world.remote.log()[0].files.filter(isServers)).toEqual([]);
    expect(world.remote.files().filter(isServers)).toHaveLength(7);
  });

  it('mends what somebody did to the files of the server', async () => {
    await start(server());
    const first = await create('harbour-civil/production');
    await world.approve('mia', first);
    await world.until(first, 'reconciling');
    const [edited] = world.remote.files().filter(isServers);
    const left = 'database-servers/pg-north-1/manifests/99-left.yaml';
    world.remote.push({ [edited]: 'kind: Mischief\n', [left]: 'kind: Left\n' });
    await world.odoo.collect();
    const next = await create('harbour-civil/staging');
    expect(serversFilesOf(next)).toMatchObject([
      { path: edited, action: 'modify' },
      { path: left, action: 'delete' },
    ]);
  });

  it('needs the approvals of the strictest on the server when it changes the server', async () => {
    await start(server());
    const sandbox = { tier: 4, recoveryRegion: undefined };
    const bringing = await create('harbour-civil/dev', sandbox);
    expect(bringing.approvalsNeeded).toBe(1);
    await world.approve('mia', bringing);
    await world.until(bringing, 'reconciling');
    expect(serversFilesOf(bringing)).not.toEqual([]);
    await world.odoo.collect();
    const joining = await create('harbour-civil/staging', { ...sandbox });
    expect(serversFilesOf(joining)).toEqual([]);
    expect(joining.approvalsNeeded).toBe(0);
  });

  it('goes where most room is, and nowhere when the peaks of all no longer fit', async () => {
    // Each opens 68: one holds two of them, the other one.
    await start(
      server({ maxConnections: 260 }),
      server({ name: 'pg-north-2', maxConnections: 140 }),
    );
    const placed: string[] = [];
    for (const stage of ['production', 'staging', 'dev']) {
      const change = await create(`harbour-civil/${stage}`);
      expect(gate(change, 'quota')).toMatchObject({ verdict: 'pass' });
      placed.push(change.plan.placement.databaseServer);
      await world.approve('mia', change);
      await world.until(change, 'reconciling');
      await world.odoo.collect();
    }
    expect(placed).toEqual(['pg-north-1', 'pg-north-2', 'pg-north-1']);
    const { status, body } = await world.propose('ann', {
      environment: 'harbour-civil/pre-production',
      spec: ON_SERVER,
    });
    expect(status).toBe(400);
    expect(body.error.details).toMatchObject([
      { path: 'spec.tenancy', accepted: expect.stringMatching(/^dedicated/) },
    ]);
    const grown = await world.proposed('ann', {
      kind: 'update',
      environment: 'harbour-civil/dev',
      spec: { users: { named: 600 } },
    });
    expect(grown.state).toBe('blocked');
    expect(gate(grown, 'quota').summary).toMatch(
      /^Database connections: \d+ of 2 environments on pg-north-1/,
    );
  });

  it('is not let past the tier that its server is built for', async () => {
    await start(
      server({ tier: 3 }),
      server({ name: 'pg-north-2', maxConnections: 200 }),
    );
    const change = await create('harbour-civil/staging', { tier: 3 });
    expect(change.plan.placement.databaseServer).toBe('pg-north-1');
    await world.approve('mia', change);
    await world.until(change, 'reconciling');
    await world.odoo.collect();
    const stricter = await world.proposed('ann', {
      kind: 'update',
      environment: 'harbour-civil/staging',
      spec: {
        tier: 2,
        recoveryRegion: 'westeurope',
        residency: ['northeurope', 'westeurope'],
      },
    });
    expect(stricter.state).toBe('blocked');
    expect(gate(stricter, 'tier').summary).toContain(
      'pg-north-1 is built for tier 3; accepted: tier 3 or looser',
    );
  });
});
