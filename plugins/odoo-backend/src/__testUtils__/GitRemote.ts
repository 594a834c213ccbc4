import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real bare repository on disk, with somebody who pushes to it as the test says. */
export class GitRemote {
  readonly #root = mkdtempSync(join(tmpdir(), 'plumbline-remote-'));
  readonly url = join(this.#root, 'remote.git');
  readonly #work = join(this.#root, 'work');

  constructor() {
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', this.url]);
    execFileSync('git', ['init', '-q', '-b', 'main', this.#work]);
    this.#git('remote', 'add', 'origin', this.url);
  }

  /** Pushes one commit; `undefined` deletes the file. Answers the commit's id. */
  push(
    files: Record<string, string | undefined>,
    options: { subject?: string; author?: string } = {},
  ): string {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.#work, path);
      mkdirSync(dirname(file), { recursive: true });
      if (content === undefined) rmSync(file);
      else writeFileSync(file, content);
    }
    const author = options.author ?? 'Seed <seed@portal.example>';
    this.#git('add', '-A');
    this.#git('commit', '-qm', options.subject ?? 'Seed', '--author', author);
    this.#git('push', '-q', 'origin', 'main');
    return this.#git('rev-parse', 'HEAD');
  }

  /** Takes over what others have pushed. */
  pull(): void {
    this.#git('pull', '-q', '--rebase', 'origin', 'main');
  }

  /** Takes the last commits of the branch back by new commits, as a person would. */
  revert(commits: number): void {
    this.pull();
    this.#git('revert', '--no-edit', `HEAD~${commits}..HEAD`);
    this.#git('push', '-q', 'origin', 'main');
  }

  /** Takes the last commit of the branch back by force. */
  rewind(): void {
    this.#git('reset', '-q', '--hard', 'HEAD~1');
    this.#git('push', '-q', '--force', 'origin', 'main');
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

  #git(...args: string[]): string {
    const identity = [
      '-c',
      'user.name=Seed',
      '-c',
      'user.email=seed@x.example',
    ];
    // Commits are of the test's clock, which it may have set.
    const date = new Date().toISOString();
    return execFileSync('git', [...identity, ...args], {
      cwd: this.#work,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      stdio: 'pipe',
    })
      .toString()
      .trim();
  }
}
