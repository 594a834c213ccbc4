import { Change } from '@plumbline/plugin-odoo-common';
import { GitRemote } from '../../__testUtils__/GitRemote';
import { PortalProcess } from '../../__testUtils__/PortalProcess';
import { killOnce } from '../../__testUtils__/killOnce';
import { environmentFiles, releaseFiles } from '../../__testUtils__/documents';
import { policyFiles } from '../../__testUtils__/policies';
import { PROPOSAL } from '../../__testUtils__/proposal';

jest.setTimeout(180_000);

describe('a portal that is killed while it applies', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  beforeEach(() => {
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...policyFiles,
      ...environmentFiles('harbour-civil/qa'),
    });
    portal = new PortalProcess(remote.url);
  });
  afterEach(async () => {
    await portal.stop();
    remote.remove();
  });

  const read = async ({ id }: Change): Promise<Change> =>
    (await portal.request('mia', 'GET', `/changes/${id}`)).body;

  it.each([
    ['between commit and push', 'pre-receive', 1],
    ['after the push', 'post-receive', 2],
  ])('goes on where it was: %s', async (_, hook, commitsAfterKill) => {
    await portal.start();
    const wasKilled = killOnce(remote, portal, hook);
    const { body: change } = await portal.request(
      'ann',
      'POST',
      '/changes',
      PROPOSAL,
    );
    expect(change.state).toBe('awaiting-approval');
    // The portal may die before it has answered.
    await portal
      .request('mia', 'POST', `/changes/${change.id}/approve`, {
        comment: 'fine',
        contentHash: change.contentHash,
      })
      .catch(() => undefined);
    expect(await portal.ended()).toBe('SIGKILL');
    expect(wasKilled()).toBe(true);
    expect(remote.log()).toHaveLength(commitsAfterKill);

    await portal.start();
    // As it died: a commit on its way, which nobody can stop by hand.
    const found = await read(change);
    expect(['approved', 'reconciling']).toContain(found.state);
    let now = found;
    for (let i = 0; now.state !== 'reconciling' && i < 400; i++) {
      await new Promise(resolve => setTimeout(resolve, 100));
      now = await read(change);
    }
    expect(now.state).toBe('reconciling');
    const commits = remote.log();
    expect(commits).toHaveLength(2);
    expect(commits[0].id).toBe(now.commit);
    expect(commits[0].body).toContain(`Change: ${change.id}`);
    expect(now.approvals).toEqual([expect.objectContaining({ valid: true })]);
  });
});
