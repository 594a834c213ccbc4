import { Change } from '@plumbline/plugin-odoo-common';
import {
  HostKind,
  HostServer,
  HostedRepository,
} from '@plumbline/plugin-odoo-backend-module-pull-requests/testUtils';
import { GitRemote } from '../../../__testUtils__/GitRemote';
import { PortalProcess } from '../../../__testUtils__/PortalProcess';
import { killOnce } from '../../../__testUtils__/killOnce';
import {
  environmentFiles,
  releaseFiles,
} from '../../../__testUtils__/documents';
import { policyFiles } from '../../../__testUtils__/policies';
import { PROPOSAL } from '../../../__testUtils__/proposal';

jest.setTimeout(240_000);

/** Asked of the host to open, to approve and to merge. */
const OPENS = /^POST pull[rR]equests$|^POST pulls$/;
const APPROVES = /^POST (statuses\/|.*\/statuses$)/;
const MERGES = /^PUT .*\/merge$|^PATCH .*pullrequests\/\d+$/;

describe('a portal that is killed while a pull request is on its way', () => {
  let remote: GitRemote;
  let portal: PortalProcess;
  let host: HostServer;
  const start = async (kind: HostKind) => {
    remote = new GitRemote();
    remote.push({
      ...releaseFiles,
      ...policyFiles,
      ...environmentFiles('harbour-civil/qa'),
    });
    host = await HostServer.start(kind, new HostedRepository(remote.url));
    host.repository.required = ['build'];
    portal = new PortalProcess(remote.url);
    portal.host = host;
    await portal.start();
  };
  afterEach(async () => {
    await portal?.stop();
    await host?.stop();
    remote?.remove();
  });

  const read = async ({ id }: Change): Promise<Change> =>
    (await portal.request('mia', 'GET', `/changes/${id}`)).body;
  async function until(change: Change, holds: (now: Change) => boolean) {
    for (let round = 0; round < 900; round++) {
      const now = await read(change);
      if (holds(now)) return now;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(JSON.stringify(await read(change)));
  }

  /** The host kills the portal once, before such a request takes effect or before it is answered. */
  function killAt(request: RegExp, moment: 'before' | 'after') {
    let tell = () => {};
    const killed = new Promise<void>(resolve => {
      tell = resolve;
    });
    host.interrupt = async (when, { method, path }) => {
      const asked = `${method} ${path
        .slice(path[0] === '_apis' ? 4 : 0)
        .join('/')}`;
      if (when !== moment || !request.test(asked)) return undefined;
      host.interrupt = () => undefined;
      await portal.kill();
      tell();
      return 'drop';
    };
    return killed;
  }

  const approved = async () => {
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
    return change;
  };

  it.each<[string, HostKind, RegExp | undefined, 'before' | 'after']>([
    ['after the branch was pushed', 'github', undefined, 'after'],
    ['before it has heard that it is open', 'github', OPENS, 'after'],
    ['before it has heard of its approval', 'azure-devops', APPROVES, 'after'],
    ['before the host merges', 'github', MERGES, 'before'],
    ['before it has heard that it is merged', 'github', MERGES, 'after'],
    ['while the host merges', 'azure-devops', MERGES, 'after'],
  ])('goes on where it was: %s, %s', async (_, kind, request, moment) => {
    await start(kind);
    const pushed = request
      ? undefined
      : killOnce(remote, portal, 'post-receive');
    const killed = request ? killAt(request, moment) : portal.ended();
    const change = await approved();
    if (request === MERGES) {
      const { pullRequest } = await until(
        change,
        now => now.pullRequest !== undefined,
      );
      const { commit } = pullRequest!;
      host.repository.report(commit, { name: 'build', outcome: 'success' });
    }
    await killed;
    expect(pushed?.() ?? true).toBe(true);

    await portal.outwaitLeases();
    await portal.start();
    if (request !== MERGES) {
      const { pullRequest } = await until(
        change,
        now => now.pullRequest !== undefined,
      );
      const { commit } = pullRequest!;
      host.repository.report(commit, { name: 'build', outcome: 'success' });
    }
    const applied = await until(change, ({ state }) => state === 'reconciling');
    const [merge, ...others] = remote.log();
    expect(applied.commit).toBe(merge.id);
    // The merge, what it merged, and what was there before.
    expect(others).toHaveLength(2);
    expect(host.repository.pulls).toHaveLength(1);
    expect(applied.approvals).toEqual([
      expect.objectContaining({ valid: true }),
    ]);
    for (
      let i = 0;
      host.repository.tip(`plumbline/changes/${change.id}`);
      i++
    ) {
      expect(i).toBeLessThan(300);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  });
});
