import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GitCliRepository } from './GitCliRepository';

const author = { name: 'Plumbline', email: 'plumbline@portal.example' };
const date = new Date('2026-11-23T08:00:00Z');

/** A real bare remote with one commit, and as many clones of it as a test wants. */
class World {
  readonly root = mkdtempSync(join(tmpdir(), 'gitops-test-'));
  readonly remote = join(this.root, 'remote.git');
  #clones = 0;

  constructor() {
    const seed = join(this.root, 'seed');
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', this.remote]);
    execFileSync('git', ['init', '-q', '-b', 'main', seed]);
    writeFileSync(join(seed, 'README.md'), 'seed\n');
    this.git(seed, 'add', '.');
    this.git(seed, 'commit', '-qm', 'Seed');
    this.git(seed, 'push', '-q', this.remote, 'main');
  }

  git(cwd: string, ...args: string[]) {
    const identity = ['-c', 'user.name=Seed', '-c', 'user.email=s@example'];
    return execFileSync('git', [...identity, ...args], { cwd, stdio: 'pipe' })
      .toString()
      .trim();
  }

  clone(directory = join(this.root, `clone-${this.#clones++}.git`)) {
    return GitCliRepository.create({
      url: this.remote,
      branch: 'main',
      directory,
    });
  }
}

describe('GitCliRepository', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => rmSync(world.root, { recursive: true, force: true }));

  const write = async (
    repository: GitCliRepository,
    files: Record<string, string | undefined>,
  ) => {
    const parent = await repository.fetch();
    const id = await repository.commit({
      parent,
      files: new Map(Object.entries(files)),
      message: 'Change files\n\nChange: 1\n',
      author,
      date,
    });
    return { parent, id };
  };

  it('reads what it wrote, at named commits, and nothing of what it only committed', async () => {
    const repository = world.clone();
    const first = await write(repository, {
      'environments/a/dev/environment.yaml': 'a: "ü"\n',
      'environments/a/dev/manifests/x.yaml': '',
      'environments/b/qa/environment.yaml': 'b: 1\n',
    });
    expect(await world.clone().fetch()).toBe(first.parent);
    expect(await repository.push(first.id, first.parent)).toBe('pushed');
    expect(await repository.fetch()).toBe(first.id);

    const second = await write(repository, {
      'environments/a/dev/environment.yaml': undefined,
      'environments/b/qa/environment.yaml': 'b: 2\n',
    });
    await repository.push(second.id, second.parent);
    const reader = world.clone();
    expect(await reader.fetch()).toBe(second.id);
    expect(
      (await reader.list(first.id, 'environments')).map(({ path }) => path),
    ).toEqual([
      'environments/a/dev/environment.yaml',
      'environments/a/dev/manifests/x.yaml',
      'environments/b/qa/environment.yaml',
    ]);
    const paths = [
      'environments/a/dev/environment.yaml',
      'nothing/here',
      'environments/a/dev/manifests/x.yaml',
      'environments/b/qa/environment.yaml',
      'environments',
    ];
    expect(await reader.read(first.id, paths)).toEqual(
      new Map([
        ['environments/a/dev/environment.yaml', 'a: "ü"\n'],
        ['environments/a/dev/manifests/x.yaml', ''],
        ['environments/b/qa/environment.yaml', 'b: 1\n'],
      ]),
    );
    expect([...(await reader.read(second.id, paths)).values()]).toEqual([
      '',
      'b: 2\n',
    ]);
    expect(await reader.log(second.id, { since: first.parent })).toEqual([
      expect.objectContaining({
        id: second.id,
        parents: [first.id],
        author,
        committedAt: date.toISOString(),
        subject: 'Change files',
        files: [
          'environments/a/dev/environment.yaml',
          'environments/b/qa/environment.yaml',
        ],
      }),
      expect.objectContaining({ id: first.id }),
    ]);
    expect(await reader.lastTouched(second.id, 'environments', 2)).toEqual(
      new Map([
        ['environments/a/dev', { commit: second.id, at: date.toISOString() }],
        ['environments/b/qa', { commit: second.id, at: date.toISOString() }],
      ]),
    );
    expect(await reader.isAncestor(first.id, second.id)).toBe(true);
    expect(await reader.isAncestor(second.id, first.id)).toBe(false);
  });

  it('lets one of two win and tells the other, without losing the work of the first', async () => {
    const [one, two] = [world.clone(), world.clone()];
    const a = await write(one, { 'a.txt': 'one\n' });
    const b = await write(two, { 'a.txt': 'two\n' });
    expect(await one.push(a.id, a.parent)).toBe('pushed');
    expect(await two.push(b.id, b.parent)).toBe('lost');
    expect(await two.fetch()).toBe(a.id);
    // A push that is repeated after it took effect is no lost race.
    expect(await one.push(a.id, a.parent)).toBe('pushed');
  });

  it('gives the same input the same commit id on every machine', async () => {
    const ids = [
      await write(world.clone(), { 'a.txt': 'same\n' }),
      await write(world.clone(), { 'a.txt': 'same\n' }),
    ].map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
  });

  it('knows that a commit lost with another clone is no ancestor', async () => {
    const lost = await write(world.clone(), { 'a.txt': 'never pushed\n' });
    const repository = world.clone();
    const head = await repository.fetch();
    expect(await repository.isAncestor(lost.id, head)).toBe(false);
  });

  it('fetches a commit that it is asked for and does not have yet', async () => {
    const behind = world.clone();
    await behind.fetch();
    const { id, parent } = await write(world.clone(), { 'a.txt': 'new\n' });
    await expect(behind.read(id, ['a.txt'])).rejects.toThrow(/cat-file/);
    const ahead = world.clone();
    const next = await write(ahead, { 'a.txt': 'new\n' });
    await ahead.push(next.id, parent);
    expect(await behind.read(next.id, ['a.txt'])).toEqual(
      new Map([['a.txt', 'new\n']]),
    );
    expect(await world.clone().log(next.id, { since: parent })).toHaveLength(1);
  });

  it('moves another branch only from where it was expected, and takes it away', async () => {
    const repository = world.clone();
    const branch = 'plumbline/changes/1';
    const { id: one } = await write(repository, { a: '1\n' });
    const { id: two } = await write(repository, { a: '2\n' });
    const { id: three } = await write(world.clone(), { a: '3\n' });
    expect(await repository.tipOf(branch)).toBeUndefined();
    const move = (expected: string | undefined, commit?: string) =>
      repository.moveBranch(branch, { expected, commit });
    expect(await move(undefined, one)).toBe('moved');
    // Repeated after a kill.
    expect(await move(undefined, one)).toBe('moved');
    expect(await move(undefined, two)).toBe('lost');
    expect(await move(two, two)).toBe('lost');
    expect(await move(one, two)).toBe('moved');
    expect(await repository.tipOf(branch)).toBe(two);
    expect(await move(one)).toBe('lost');
    expect(await move(two)).toBe('moved');
    expect(await move(two)).toBe('moved');
    expect(await repository.tipOf(branch)).toBeUndefined();
    expect(world.git(world.remote, 'branch', '--list')).toBe('* main');
    await expect(repository.moveBranch('--mirror', {})).rejects.toThrow();
    // A commit of another clone is not in this one.
    await expect(move(undefined, three)).rejects.toThrow(/refused to move/);
  });

  it('takes up a clone that a killed process left locked', async () => {
    const directory = join(world.root, 'kept.git');
    const head = await world.clone(directory).fetch();
    const lock = join(directory, 'refs/remotes/origin/main.lock');
    writeFileSync(lock, '');
    const { id, parent } = await write(world.clone(directory), { b: 'b\n' });
    expect(parent).toBe(head);
    expect(readdirSync(join(directory, 'refs/remotes/origin'))).toEqual([
      'main',
    ]);
    expect(id).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each(['../outside', 'a/../../b', '.git/config', '/etc/passwd', 'a\nb'])(
    'refuses to write %j',
    async path => {
      await expect(write(world.clone(), { [path]: 'x' })).rejects.toThrow(
        /Not a path/,
      );
    },
  );

  it('says of a repository without its branch what to do', async () => {
    const remote = join(mkdtempSync(join(tmpdir(), 'gitops-new-')), 'new.git');
    execFileSync('git', ['init', '-q', '--bare', remote]);
    const repository = GitCliRepository.create({
      url: remote,
      branch: 'main',
      directory: `${remote}-clone`,
    });
    await expect(repository.fetch()).rejects.toThrow(
      /no branch main: make its first commit/,
    );
    rmSync(dirname(remote), { recursive: true });
  });

  it('takes nothing but commit ids and says when the remote cannot be reached', async () => {
    const repository = world.clone();
    await expect(repository.read('--help', ['a'])).rejects.toThrow(
      /Not a commit id/,
    );
    rmSync(world.remote, { recursive: true });
    await expect(repository.fetch()).rejects.toThrow(/cannot be reached/);
  });
});
