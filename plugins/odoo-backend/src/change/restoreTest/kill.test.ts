import { Change } from '@plumbline/plugin-odoo-common';
import { factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { GitRemote } from '../../__testUtils__/GitRemote';
import { PortalProcess } from '../../__testUtils__/PortalProcess';
import { environmentFiles, releaseFiles } from '../../__testUtils__/documents';
import { killOnce } from '../../__testUtils__/killOnce';
import { policyFiles } from '../../__testUtils__/policies';
import { factsWith, resultOf } from '../../__testUtils__/restoreTests';

const QA = 'harbour-civil/qa';

jest.setTimeout(240_000);

describe('a portal that is killed while it cleans up', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  beforeEach(async () => {
    remote = new GitRemote();
    remote.push({ ...releaseFiles, ...policyFiles, ...environmentFiles(QA) });
    portal = new PortalProcess(remote.url);
    portal.tell({ recovery: { [QA]: factsOf() } });
    await portal.start();
  });
  afterEach(async () => {
    await portal.stop();
    remote.remove();
  });

  const request = async (method: string, path: string, body?: object) =>
    portal.request('mia', method, path, body);
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
    (await request('GET', `/changes/${id}`)).body;

  it.each([
    ['between commit and push', 'pre-receive', 2],
    ['after the push', 'post-receive', 3],
  ])('goes on where it was: %s', async (_, hook, commitsAfterKill) => {
    const { body: asked } = await eventually(
      () =>
        request('POST', '/changes', {
          kind: 'restore-test',
          environment: QA,
          reason: 'The auditors ask',
        }),
      ({ status }) => status === 201,
    );
    const running = await eventually(
      () => read(asked),
      ({ awaiting }) => awaiting !== undefined,
    );
    expect(remote.log()).toHaveLength(2);

    const wasKilled = killOnce(remote, portal, hook);
    portal.tell({ recovery: { [QA]: factsWith(resultOf(running)) } });
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
    expect(remote.files().join()).not.toContain('restore');
  });
});
