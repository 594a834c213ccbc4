import { Change } from '@plumbline/plugin-odoo-common';
import { factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { GitRemote } from '../../__testUtils__/GitRemote';
import { PortalProcess } from '../../__testUtils__/PortalProcess';
import { environmentFiles, releaseFiles } from '../../__testUtils__/documents';
import { killOnce } from '../../__testUtils__/killOnce';
import { policyFiles } from '../../__testUtils__/policies';

const QA = 'harbour-civil/qa';

jest.setTimeout(240_000);

/** Backups that hold everything up to this moment: the portal goes by the real clock. */
function upToDate() {
  const now = { newestRestorePoint: new Date().toISOString() };
  return { [QA]: factsOf({ database: now, filestore: now }) };
}

describe('a portal that is killed while an environment leaves the repository', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  beforeEach(async () => {
    remote = new GitRemote();
    remote.push({ ...releaseFiles, ...policyFiles, ...environmentFiles(QA) });
    portal = new PortalProcess(remote.url);
    portal.tell({ recovery: upToDate() });
    await portal.start();
  });
  afterEach(async () => {
    await portal.stop();
    remote.remove();
  });

  async function eventually<T>(
    read: () => Promise<T>,
    holds: (value: T) => boolean,
  ): Promise<T> {
    for (let round = 0; round < 1500; round++) {
      const value = await read();
      if (holds(value)) return value;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error('It did not come to pass');
  }
  const read = async ({ id }: Change): Promise<Change> =>
    (await portal.request('mia', 'GET', `/changes/${id}`)).body;

  it.each([
    ['between commit and push', 'pre-receive', 2],
    ['after the push', 'post-receive', 3],
  ])('goes on where it was: %s', async (_, hook, commitsAfterKill) => {
    const { body: asked } = await eventually(
      () =>
        portal.request('mia', 'POST', '/changes', {
          kind: 'decommission',
          environment: QA,
          reason: 'The rehearsal is over',
        }),
      ({ status }) => status === 201,
    );
    const stopping = await eventually(
      () => read(asked),
      ({ awaiting }) => awaiting !== undefined,
    );
    expect(remote.log()).toHaveLength(2);

    const wasKilled = killOnce(remote, portal, hook);
    const gone = { running: stopping.commit, stopped: true };
    portal.tell({ recovery: upToDate(), ...gone });
    expect(await portal.ended()).toBe('SIGKILL');
    expect(wasKilled()).toBe(true);
    expect(remote.log()).toHaveLength(commitsAfterKill);

    await portal.outwaitLeases();
    await portal.start();
    const done = await eventually(
      () => read(asked),
      ({ state }) => state !== 'reconciling',
    );
    expect(done).toMatchObject({ state: 'done' });
    const commits = remote.log();
    expect(commits).toHaveLength(3);
    expect(commits[0].id).toBe(done.conclusion?.commit);
    expect(remote.files().join()).not.toContain('harbour-civil');
  });
});
