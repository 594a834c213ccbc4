import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SEED = 'Seed <seed@portal.example>';
const IDENTITY = ['-c', 'user.name=Seed', '-c', 'user.email=seed@x.example'];

/** A real bare repository on disk, with somebody who pushes to it as the test says. */
export class GitRemote {
  readonly #root = mkdtempSync(join(tmpdir(), 'plumbline-remote-'));
  readonly url = join(this.#root, 'remote.git');

  constructor() {
    // Without the samples of Git's template; the hooks are the tests'.
    const options = ['-q', '--bare', '--template=', '-b', 'main'];
    execFileSync('git', ['init', ...options, this.url]);
    mkdirSync(join(this.url, 'hooks'));
  }

  /**
   * Puts one commit on the branch; `undefined` deletes the file. Answers the commit's id. By one process of Git:
   * starting them is most of what a remote costs.
   */
  push(
    files: Record<string, string | undefined>,
    options: { subject?: string; author?: string } = {},
  ): string {
    // Commits are of the test's clock, which it may have set.
    const date = `${Math.floor(Date.now() / 1000)} +0000`;
    const { subject = 'Seed', author = SEED } = options;
    const born = existsSync(join(this.url, 'refs/heads/main'));
    const changes = Object.entries(files).map(([path, content]) =>
      content === undefined
        ? `D ${JSON.stringify(path)}\n`
        : `M 100644 inline ${JSON.stringify(path)}\n${dataOf(content)}`,
    );
    return this.#git(
      ['fast-import', '--quiet'],
      [
        'commit refs/heads/main\nmark :1\n',
        `author ${author} ${date}\ncommitter ${SEED} ${date}\n`,
        dataOf(`${subject}\n`),
        born ? 'from refs/heads/main^0\n' : '',
        ...changes,
        'get-mark :1\n',
      ].join(''),
    );
  }

  /** Takes the last commits of the branch back by new commits, as a person would. */
  revert(commits: number): void {
    const work = join(this.#root, 'work');
    const range = `HEAD~${commits}..HEAD`;
    this.#git(['clone', '-q', '.', work]);
    this.#git(['-C', work, 'revert', '--no-edit', range]);
    this.#git(['-C', work, 'push', '-q', 'origin', 'main']);
    rmSync(work, { recursive: true });
  }

  /** Takes the last commit of the branch back by force. */
  rewind(): void {
    this.#git(['update-ref', 'refs/heads/main', 'main~1']);
  }

  /** Takes no push until it is ended, as a protected branch does; or none that touches the file. */
  refusePushes(file = '.'): { end(): void } {
    const hook = join(this.url, 'hooks', 'pre-receive');
    const touched = `git diff --name-only "$old" "$new" -- '${file}'`;
    writeFileSync(
      hook,
      `#!/bin/sh\nread -r old new ref\ntest -z "$(${touched})"\n`,
      { mode: 0o755 },
    );
    return { end: () => rmSync(hook) };
  }

  /** Every commit of the branch as the remote has it, newest first. */
  log(): { id: string; body: string; files: string[] }[] {
    const format = '--format=%x1e%H%x1f%B%x1f';
    const output = execFileSync('git', ['log', format, '--name-only', 'main'], {
      cwd: this.url,
      stdio: 'pipe',
    }).toString();
    return output
      .split('\x1e')
      .slice(1)
      .map(record => {
        const [id, body, files] = record.split('\x1f');
        return { id, body, files: files.split('\n').filter(Boolean) };
      });
  }

  /** Paths of all files at the head of the branch. */
  files(): string[] {
    return execFileSync('git', ['ls-tree', '-r', '--name-only', 'main'], {
      cwd: this.url,
      stdio: 'pipe',
    })
      .toString()
      .split('\n')
      .filter(Boolean);
  }

  /** A file at the head of the branch. */
  show(path: string): string {
    return execFileSync('git', ['show', `main:${path}`], {
      cwd: this.url,
      stdio: 'pipe',
    }).toString();
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #git(args: string[], input = ''): string {
    const date = new Date().toISOString();
    return execFileSync('git', [...IDENTITY, ...args], {
      cwd: this.url,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      stdio: 'pipe',
      input,
    })
      .toString()
      .trim();
  }
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
