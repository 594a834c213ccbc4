import { Change, Source } from '@plumbline/plugin-odoo-common';
import { GitRemote } from '../__testUtils__/GitRemote';
import { PortalProcess } from '../__testUtils__/PortalProcess';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, releaseFiles } from '../__testUtils__/documents';
import { killOnce } from '../__testUtils__/killOnce';
import { policyFiles } from '../__testUtils__/policies';
import { PROPOSAL } from '../__testUtils__/proposal';
import { postgresOf } from '../__testUtils__/portalDatabases';

const databases = testDatabases();
const QA = 'harbour-civil/qa';
const NORTH = 'aks-north-1';
const PROBES = ['gitops.sync', 'web.ready'];

jest.setTimeout(240_000);

/** SQLite is for one process: replicas share a PostgreSQL. */
const onPostgres = databases.eachSupportedId().flat().includes('POSTGRES_18')
  ? describe
  : describe.skip;

onPostgres('two portals over one database and one repository', () => {
  let remote: GitRemote;
  let replicas: [PortalProcess, PortalProcess];

  beforeAll(async () => {
    remote = new GitRemote();
    remote.push({ ...releaseFiles, ...policyFiles, ...environmentFiles(QA) });
    const database = await postgresOf(await databases.init('POSTGRES_18'));
    const first = new PortalProcess(remote.url, { database });
    replicas = [first, first.replica()];
    first.tell({ running: remote.log()[0].id });
  });
  beforeEach(async () => {
    // One after the other: Backstage's own tables of tasks cannot be made by two at once.
    for (const replica of replicas) {
      if (!replica.running) await replica.start();
      await eventually(
        () => replica.request('mia', 'GET', '/environments'),
        ({ body }) => body.items?.length > 0,
      );
    }
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.kill();
    await replicas[0].stop();
    remote.remove();
  });

  const survivorOf = (dead: PortalProcess) =>
    replicas.find(replica => replica !== dead)!;

  async function eventually<T>(
    read: () => Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<T> {
    let value: T | undefined;
    for (let round = 0; round < 1500; round++) {
      value = await read();
      if (holds(value)) return value;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`It did not come to pass: ${JSON.stringify(value)}`);
  }

  it.each([
    ['production', 'between commit and push', 'pre-receive', 0],
    ['staging', 'after the push', 'post-receive', 1],
  ])(
    'bring %s with one commit when both are asked at once and one is killed %s',
    async (stage, _, hook, arrived) => {
      const commitsBefore = remote.log().length;
      const proposal = { ...PROPOSAL, environment: `harbour-civil/${stage}` };
      const asked = await Promise.all(
        replicas.map(replica =>
          replica.request('ann', 'POST', '/changes', proposal, {
            'idempotency-key': stage,
          }),
        ),
      );
      // Created once, and found by its key.
      expect(asked.map(({ status }) => status).sort()).toEqual([200, 201]);
      const [change, same]: Change[] = asked.map(({ body }) => body);
      expect(same.id).toBe(change.id);

      const wasKilled = killOnce(remote, replicas[0], hook);
      const { contentHash } = change;
      // Whoever dies may do so before it has answered.
      await Promise.allSettled(
        ['mia', 'max'].map((person, index) =>
          replicas[index].request(
            person,
            'POST',
            `/changes/${change.id}/approve`,
            { comment: 'fine', contentHash },
          ),
        ),
      );
      const dead = await Promise.race(
        replicas.map(async replica => {
          await replica.ended();
          return replica;
        }),
      );
      expect(wasKilled()).toBe(true);
      expect(remote.log()).toHaveLength(commitsBefore + arrived);

      await dead.outwaitLeases();
      const survivor = survivorOf(dead);
      const read = async (): Promise<Change> =>
        (await survivor.request('mia', 'GET', `/changes/${change.id}`)).body;
      const { commit } = await eventually(
        read,
        ({ state }) => state === 'reconciling',
      );
      survivor.tell({ running: commit });
      const done = await eventually(read, ({ state }) => state === 'done');
      const ends = done.timeline.filter(({ state }) => state === 'done');
      expect(ends).toHaveLength(1);
      const log = remote.log();
      expect(log).toHaveLength(commitsBefore + 1);
      expect(log[0].id).toBe(commit);
      expect(log[0].body.match(/^Change: .*$/gm)).toEqual([
        `Change: ${change.id}`,
      ]);
      const { environment } = proposal;
      expect(
        await survivor.database.knex('changes').where({ environment }),
      ).toHaveLength(1);
    },
  );

  it('take over when one is killed while it collects, and see nothing twice', async () => {
    const [either] = replicas;
    const north = async (
      replica: PortalProcess,
    ): Promise<Source | undefined> => {
      const { body } = await replica.request('mia', 'GET', '/sources');
      return body.items.find(({ scope }: Source) => scope === NORTH);
    };
    const seen = (table: string): Promise<string[]> =>
      either.database
        .knex(table)
        .where({ environment: QA })
        .whereIn('probe', PROBES)
        .orderBy('probe')
        .pluck('probe');
    await eventually(
      () => north(either),
      source => source?.lastRun?.outcome === 'ok',
    );
    expect(await seen('observations')).toEqual(PROBES);
    expect(await seen('transitions')).toEqual(PROBES);

    const before = either.collections().length;
    either.tell({ silent: true });
    const [{ pid }] = await eventually(
      async () =>
        either
          .collections()
          .slice(before)
          .filter(({ silent }) => silent),
      started => started.length > 0,
    );
    const dead = replicas.find(replica => replica.pid === pid)!;
    await dead.kill();
    const killedAt = new Date().toISOString();
    const survivor = survivorOf(dead);
    survivor.tell({ running: remote.log()[0].id });
    await survivor.outwaitLeases();

    const source = await eventually(
      () => north(survivor),
      now => now?.lastRun?.outcome === 'ok' && now.lastRun.startedAt > killedAt,
    );
    expect(source).toMatchObject({ lastRun: { problems: [] } });
    expect(await seen('observations')).toEqual(PROBES);
    expect(await seen('transitions')).toEqual(PROBES);
  });
});
