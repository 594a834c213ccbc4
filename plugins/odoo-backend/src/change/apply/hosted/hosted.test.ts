import { Change } from '@plumbline/plugin-odoo-common';
import {
  HostKind,
  MergeRefusal,
  TOKEN,
} from '@plumbline/plugin-odoo-backend-module-pull-requests/testUtils';
import { ChangeWorld } from '../../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../../__testUtils__/databases';
import { DatabaseCommitLedger } from '../../ledger';

const databases = testDatabases();
jest.setTimeout(120_000);

const HOSTS: [HostKind][] = [['github'], ['azure-devops']];
const APPROVAL = 'plumbline/approval';
const SPEC = 'environments/harbour-civil/production/environment.yaml';

describe.each(HOSTS)('a change by a pull request on %s', kind => {
  const [engine] = databases.eachSupportedId()[0];
  let world: ChangeWorld;
  const start = async (options: { mergeMethod?: 'squash' | 'rebase' } = {}) => {
    world = await ChangeWorld.start(databases, engine, {
      host: kind,
      ...options,
    });
    world.host.repository.required = ['build', APPROVAL, 'lint'];
  };
  afterEach(async () => {
    jest.restoreAllMocks();
    await world?.stop();
  });

  /** The schedule leaves a change alone for a while after a host that did not answer. */
  const backOffPasses = () => {
    const { now } = Date;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 30_000);
  };
  const repository = () => world.host.repository;
  const branchOf = ({ id }: Change) => `plumbline/changes/${id}`;
  const headOf = (change: Change) => repository().tip(branchOf(change))!;
  const report = (
    change: Change,
    outcome: 'success' | 'failure',
    names = ['build', 'lint'],
  ) =>
    names.forEach(name =>
      repository().report(headOf(change), { name, outcome }),
    );
  const isStatus = (path: string[]) => path.includes('statuses');
  const approval = (commit: string) =>
    repository()
      .statusesOf(commit)
      .find(({ name }) => name === APPROVAL);
  const awaits = (change: Change, words: string) =>
    world.eventually(change, ({ awaiting }) =>
      Boolean(awaiting?.what.includes(words)),
    );
  const opened = async () => {
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    await awaits(change, 'build');
    return change;
  };
  const known = async (commits: string[]) =>
    new DatabaseCommitLedger(world.knex).isKnown(commits);

  it('waits for the required checks, says the approval on the commit, and is merged by the host', async () => {
    await start();
    const before = world.remote.log()[0].id;
    const change = await opened();
    const waiting = await world.read(change);
    expect(waiting).toMatchObject({
      state: 'approved',
      awaiting: { stuck: false },
      pullRequest: {
        number: 1,
        state: 'open',
        branch: branchOf(change),
        commit: headOf(change),
        parent: before,
        approval: 'given',
      },
    });
    expect(waiting.commit).toBeUndefined();
    expect(waiting.awaiting?.what).toContain('build, lint');
    expect(
      waiting.pullRequest?.checks.map(({ name, outcome, required }) => [
        name,
        outcome,
        required,
      ]),
    ).toEqual([
      ['build', 'pending', true],
      [APPROVAL, 'passed', true],
      ['lint', 'pending', true],
    ]);
    expect(approval(headOf(change))).toMatchObject({ outcome: 'success' });
    const [pull] = repository().pulls;
    expect(pull.title).toBe('Create harbour-civil/production');
    for (const words of [change.id!, change.contentHash, 'mia', 'ann']) {
      expect(pull.body).toContain(words);
    }
    expect(world.remote.log()[0].id).toBe(before);

    report(change, 'failure', ['build']);
    expect((await awaits(change, 'failed')).awaiting).toMatchObject({
      what: expect.stringContaining('build'),
      stuck: true,
    });
    const drawn = headOf(change);
    const ledger = new DatabaseCommitLedger(world.knex);
    expect(await ledger.settling()).toEqual([]);
    let settled: object | undefined;
    world.host.interrupt = async (when, { method, path }) => {
      const merges = method === 'PUT' || path.at(-1) === '1';
      if (when !== 'after' || !merges || settled !== undefined) return;
      if (world.remote.log()[0].id !== before || method === 'PATCH') {
        settled = await ledger.settling();
      }
    };
    report(change, 'success');
    const applied = await world.until(change, 'reconciling');
    expect(settled).toEqual([
      expect.objectContaining({ environment: change.environment }),
    ]);
    expect(await ledger.settling()).toEqual([]);
    const [merge, ...others] = world.remote.log();
    expect(applied.commit).toBe(merge.id);
    expect(applied.pullRequest).toMatchObject({ state: 'merged', number: 1 });
    expect(merge.body).toContain(`Change: ${change.id}`);
    expect(others.map(({ id }) => id)).toContain(drawn);
    expect(world.remote.show(SPEC)).toContain('named: 40');
    expect(await known([merge.id, drawn])).toEqual(new Set([merge.id, drawn]));
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'change-pull-request success',
        'change-apply success',
      ]),
    );
    await world.drive();
    expect(headOf(change)).toBeUndefined();
    expect(repository().pulls).toHaveLength(1);
  });

  it.each(['squash', 'rebase'] as const)(
    'goes on with what the host made of it by %s',
    async mergeMethod => {
      await start({ mergeMethod });
      const change = await opened();
      const drawn = headOf(change);
      report(change, 'success');
      const applied = await world.until(change, 'reconciling');
      const [commit] = world.remote.log();
      expect(commit.id).not.toBe(drawn);
      expect(applied.commit).toBe(commit.id);
      expect(commit.body).toContain(`Change: ${change.id}`);
      expect(await known([commit.id])).toEqual(new Set([commit.id]));
    },
  );

  it('is drawn anew on a head that has moved, and its checks run again', async () => {
    await start();
    const change = await opened();
    const first = headOf(change);
    const moved = world.remote.push({ 'README.md': 'other\n' });
    const redrawn = await world.eventually(
      change,
      ({ pullRequest }) => pullRequest?.parent === moved,
    );
    const second = headOf(change);
    expect(second).not.toBe(first);
    expect(redrawn.pullRequest).toMatchObject({ commit: second, number: 1 });
    expect(redrawn.approvals).toEqual([
      expect.objectContaining({ valid: true }),
    ]);
    // Checks of what was there before count for nothing.
    for (const name of ['build', 'lint']) {
      repository().report(first, { name, outcome: 'success' });
    }
    await world.drive();
    expect((await world.read(change)).state).toBe('approved');
    report(change, 'success');
    await world.until(change, 'reconciling');
    expect(world.remote.show('README.md')).toBe('other\n');
  });

  it('neither merges nor overwrites what somebody else pushes to its branch', async () => {
    await start();
    const change = await opened();
    const drawn = headOf(change);
    const tree = repository().git('rev-parse', `${drawn}^{tree}`);
    const theirs = repository().git(
      'commit-tree',
      tree,
      '-p',
      drawn,
      '-m',
      'x',
    );
    const ref = `refs/heads/${branchOf(change)}`;
    repository().git('update-ref', ref, theirs);
    report(change, 'success');
    const held = await awaits(change, theirs.slice(0, 7));
    expect(held).toMatchObject({
      state: 'approved',
      awaiting: { stuck: true },
      pullRequest: { approval: 'withheld' },
    });
    expect(approval(theirs)).toMatchObject({ outcome: 'failure' });
    await world.drive();
    expect(headOf(change)).toBe(theirs);
    expect(world.remote.log()).toHaveLength(1);

    repository().git('update-ref', ref, drawn);
    report(change, 'success');
    await world.until(change, 'reconciling');
  });

  it('is rejected when somebody closes it there', async () => {
    await start();
    const change = await opened();
    repository().close(1, 'Somebody');
    const rejected = await world.until(change, 'rejected');
    expect(rejected.timeline.at(-1)?.note).toContain('closed');
    expect(rejected.pullRequest?.state).toBe('closed');
    await world.drive();
    expect(headOf(change)).toBeUndefined();
    expect(repository().pulls).toHaveLength(1);
  });

  it('fails when somebody merges it there, and the commits stay unknown', async () => {
    await start();
    const change = await opened();
    report(change, 'success');
    repository().merge(1, {
      method: 'merge',
      message: 'By hand',
      endedBy: 'Somebody',
    });
    const failed = await world.until(change, 'failed');
    expect(failed.timeline.at(-1)?.note).toMatch(/merged by Somebody/);
    expect(await known([world.remote.log()[0].id])).toEqual(new Set());
  });

  it('goes on with a merge that the host finished after it was taken for not merged', async () => {
    await start();
    const change = await opened();
    const drawn = headOf(change);
    let looks = 0;
    let asked = false;
    world.host.interrupt = (when, { method, path }) => {
      if (when !== 'before') return undefined;
      if (!asked && (method === 'PUT' || method === 'PATCH')) {
        asked = true;
        return 'drop';
      }
      const finds = /^(pulls|pullrequests)$/.test(path.at(-1)!);
      if (asked && method === 'GET' && finds) looks += 1;
      // The first look found it open, and the commit was freed.
      if (looks === 2 && repository().pulls[0].state === 'open') {
        repository().merge(1, { method: 'merge', head: drawn, message: 'x' });
      }
      return undefined;
    };
    report(change, 'success');
    await awaits(change, '503');
    backOffPasses();
    const applied = await world.until(change, 'reconciling');
    const [merge] = world.remote.log();
    expect(applied.commit).toBe(merge.id);
    expect(applied.pullRequest?.state).toBe('merged');
    expect(await known([merge.id, drawn])).toEqual(new Set([merge.id, drawn]));
  });

  it('fails when the host makes something else of it than what was approved', async () => {
    await start();
    const update = await world.proposed('ann', {
      kind: 'update',
      environment: 'harbour-civil/qa',
      spec: { users: { named: 60 } },
    });
    await awaits(update, 'build');
    const file = 'environments/harbour-civil/qa/environment.yaml';
    let pushed = '';
    world.host.interrupt = (when, { method, path }) => {
      const merges = method === 'PUT' || (method === 'PATCH' && !pushed);
      if (when !== 'before' || !merges || path.length < 2) return;
      // Between the last look of the portal and the merge.
      pushed = world.remote.push({ [file]: `# x\n${world.remote.show(file)}` });
    };
    report(update, 'success');
    const failed = await world.until(update, 'failed');
    expect(failed.timeline.at(-1)?.note).toMatch(
      /not what was approved: .*environment\.yaml/,
    );
    expect(pushed).not.toBe('');
    const [merge] = world.remote.log();
    expect(await known([merge.id, pushed])).toEqual(new Set());
  });

  it.each(['pushed on top of it', 'merged together with it'])(
    'fails when something was %s while it was asked to merge, and enters none of it',
    async how => {
      await start();
      const change = await opened();
      const drawn = headOf(change);
      const git = (...args: string[]) => repository().git(...args);
      const withReadme = (commit: string, ...parents: string[]) => {
        const extra = world.remote.push({ 'README.md': 'theirs\n' });
        const base = git('rev-parse', `${extra}^`);
        git('update-ref', 'refs/heads/main', base);
        const tree = git('merge-tree', '--write-tree', extra, commit);
        const from = parents.flatMap(parent => ['-p', parent]);
        return git('commit-tree', tree, ...from, '-m', 'theirs');
      };
      let merged = '';
      world.host.interrupt = (when, { method, path }) => {
        const merges = method === 'PUT' || method === 'PATCH';
        if (when !== 'before' || !merges || path.length < 2) return undefined;
        if (merged) return undefined;
        const base = git('rev-parse', 'main');
        const head =
          how === 'pushed on top of it' ? withReadme(drawn, drawn) : drawn;
        merged =
          head === drawn
            ? withReadme(drawn, base, drawn)
            : git('commit-tree', `${head}^{tree}`, '-p', base, '-p', head);
        git('update-ref', `refs/heads/${branchOf(change)}`, head);
        git('update-ref', 'refs/heads/main', merged);
        const [pull] = repository().pulls;
        Object.assign(pull, { state: 'merged', merged, lastHead: head });
        return 'drop';
      };
      report(change, 'success');
      await awaits(change, '503');
      backOffPasses();
      const failed = await world.until(change, 'failed');
      expect(failed.timeline.at(-1)?.note).toMatch(/not what was approved/);
      const all = git('rev-list', 'main', '--not', `${drawn}^`).split('\n');
      expect(all).toContain(merged);
      expect(await known(all)).toEqual(new Set());
    },
  );

  it('is closed, with its branch, when the change is cancelled; the approval is taken back', async () => {
    await start();
    const change = await opened();
    const commit = headOf(change);
    const cancel = await world.as(
      'ann',
      'post',
      `/changes/${change.id}/cancel`,
    );
    expect(cancel.body.state).toBe('cancelled');
    await world.eventually(
      change,
      ({ pullRequest }) => pullRequest?.state === 'closed',
    );
    expect(repository().pulls[0].state).toBe('closed');
    expect(headOf(change)).toBeUndefined();
    expect(approval(commit)).toMatchObject({ outcome: 'failure' });
    const asked = world.host.requests.length;
    await world.drive();
    expect(world.host.requests).toHaveLength(asked);
  });

  it('loses the approval at the host with a new revision, and is updated with it once that is approved', async () => {
    await start();
    const change = await opened();
    const first = headOf(change);
    const revised = await world.as('ann', 'put', `/changes/${change.id}`, {
      spec: { tier: 2, users: { named: 50 } },
      reason: 'more people',
      expectedContentHash: change.contentHash,
    });
    expect(revised.status).toBe(200);
    await world.eventually(
      change,
      ({ pullRequest }) => pullRequest?.approval === 'withheld',
    );
    expect(approval(first)).toMatchObject({ outcome: 'failure' });
    report(change, 'success');
    await world.drive();
    expect(world.remote.log()).toHaveLength(1);
    await world.approve('mia', await world.read(change));
    await world.eventually(
      change,
      ({ pullRequest }) => pullRequest?.approval === 'given',
    );
    expect(headOf(change)).not.toBe(first);
    report(change, 'success');
    await world.until(change, 'reconciling');
    expect(world.remote.show(SPEC)).toContain('named: 50');
    expect(repository().pulls).toHaveLength(1);
  });

  it('takes the approval back of which it never heard that the host has taken it', async () => {
    await start();
    let said = false;
    let lost = false;
    world.host.interrupt = (when, { method, path }) => {
      if (when === 'after') said ||= method === 'POST' && isStatus(path);
      if (when === 'after' || !said || lost) return undefined;
      lost = true;
      return 'drop';
    };
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    await world.eventually(change, () => lost);
    const commit = headOf(change);
    expect(approval(commit)).toMatchObject({ outcome: 'success' });
    backOffPasses();
    await world.as('ann', 'put', `/changes/${change.id}`, {
      spec: { tier: 2, users: { named: 50 } },
      reason: 'more people',
      expectedContentHash: change.contentHash,
    });
    await world.eventually(
      change,
      ({ pullRequest }) => pullRequest?.approval === 'withheld',
    );
    expect(approval(commit)).toMatchObject({ outcome: 'failure' });
  });

  it('says on the change that the host cannot be asked', async () => {
    await start();
    world.host.interrupt = (when, { method }) =>
      when === 'before' && method === 'POST' ? 'drop' : undefined;
    const change = await world.proposed('ann');
    await world.approve('mia', change);
    const held = await awaits(change, '503');
    expect(held).toMatchObject({
      state: 'approved',
      awaiting: {
        what: expect.stringMatching(/^the host of the repository: /),
      },
    });
    expect(JSON.stringify(held)).not.toContain(TOKEN);
  });

  it('says in the words of the host why it is not merged, and tries again', async () => {
    await start();
    const change = await opened();
    const commit = headOf(change);
    const refusal = jest
      .spyOn(repository(), 'assertMergeable')
      .mockImplementation(() => {
        throw new MergeRefusal(405, 'At least 1 approving review is required');
      });
    report(change, 'success');
    const held = await awaits(change, 'approving review');
    expect(held).toMatchObject({
      state: 'approved',
      awaiting: { stuck: true },
    });
    expect(held.commit).toBeUndefined();
    expect(headOf(change)).toBe(commit);
    // Brought to the branch by hand now, it is a commit that nobody judged.
    expect(await known([commit])).toEqual(new Set());
    refusal.mockRestore();
    await world.until(change, 'reconciling');
    expect(await known([commit])).toEqual(new Set([commit]));
  });
});
