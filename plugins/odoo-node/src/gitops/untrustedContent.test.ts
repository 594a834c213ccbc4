import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitCliRepository } from './GitCliRepository';

const STAGE = 'environments/harbour/qa';

/** What somebody with push rights can write into names, subjects and trees. */
describe('GitCliRepository on a repository that others push to', () => {
  let root: string;
  let work: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gitops-untrusted-'));
    work = join(root, 'work');
    execFileSync('git', ['init', '-q', '-b', 'main', work]);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=Seed', '-c', 'user.email=s@example', ...args],
      { cwd: work, stdio: 'pipe' },
    )
      .toString()
      .trim();

  function commit(
    subject: string,
    files: string[],
    author = 'Ann <a@example>',
  ) {
    for (const path of files) {
      mkdirSync(join(work, path, '..'), { recursive: true });
      writeFileSync(join(work, path), subject);
    }
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', subject, '--author', author);
    return git('rev-parse', 'HEAD');
  }

  const clone = (directory = join(root, 'clone.git')) =>
    GitCliRepository.create({ url: work, branch: 'main', directory });

  it('tells the files of each commit, whatever separators a commit imitates', async () => {
    const first = commit('Seed', ['README.md']);
    const empty = commit('Nothing\x1e\x1f', [], 'A\x1fnn <a@example>');
    const quoted = [`${STAGE}/a"b.yaml`, `${STAGE}/line\nbreak.yaml`];
    const odd = commit(`Fix\x1e${first}\x1f\x1f`, [
      ...quoted,
      `${STAGE}/\nleading.yaml`,
      first,
    ]);
    const repository = clone();
    const log = await repository.log(await repository.fetch());
    expect(log.map(({ id, files }) => [id, [...files].sort()])).toEqual([
      [odd, [...quoted, `${STAGE}/\nleading.yaml`, first].sort()],
      [empty, []],
      [first, ['README.md']],
    ]);
    expect(log[1].author.name).toBe('A\x1fnn');
    expect(log[0].subject).toBe(`Fix\x1e${first}\x1f\x1f`);
    expect(await repository.lastTouched(odd, 'environments', 2)).toEqual(
      new Map([[STAGE, { commit: odd, at: log[0].committedAt }]]),
    );
    expect(await repository.lastTouched(odd, 'environments', 2, odd)).toEqual(
      new Map(),
    );
  });

  it('lists a submodule, for a controller would fetch it', async () => {
    const head = commit('Seed', ['README.md']);
    const path = `${STAGE}/manifests/module`;
    git('update-index', '--add', '--cacheinfo', `160000,${head},${path}`);
    git('commit', '-qm', 'Add a module');
    const repository = clone();
    const commitId = await repository.fetch();
    expect(await repository.list(commitId, STAGE)).toEqual([
      { path, blob: head },
    ]);
    expect(await repository.read(commitId, [path])).toEqual(new Map());
    const without = await repository.commit({
      parent: commitId,
      files: new Map([[path, undefined]]),
      message: 'Remove it',
      author: { name: 'Plumbline', email: 'p@example' },
      date: new Date('2026-11-23T08:00:00Z'),
    });
    expect(await repository.list(without, STAGE)).toEqual([]);
  });

  it('takes a relative working directory for the one that the operator means', async () => {
    const head = commit('Seed', ['README.md']);
    const directory = join(root, 'relative.git');
    const before = process.cwd();
    process.chdir(root);
    try {
      expect(await clone('relative.git').fetch()).toBe(head);
    } finally {
      process.chdir(before);
    }
    expect(
      execFileSync('git', ['rev-parse', 'origin/main'], {
        cwd: directory,
        stdio: 'pipe',
      })
        .toString()
        .trim(),
    ).toBe(head);
  });
});
