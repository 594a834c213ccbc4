import { git } from './gitCli';
import type { Snapshot } from './snapshot';

const COMMIT_LINE = /^commit ([0-9a-f]{40}) (\S+)$/;
const CHANGE_LINE = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ([AMDT])\t(.+)$/;

/** Reads a bare repository with the git command. */
export class GitReader {
  readonly #texts = new Map<string, string>();

  constructor(
    private readonly repository: string,
    private readonly branch: string,
  ) {}

  /** The commit that the branch points to. */
  async head(): Promise<string> {
    const ref = `refs/heads/${this.branch}`;
    return (await git(this.repository, ['rev-parse', '--verify', ref]))
      .toString()
      .trim();
  }

  /** Every state of the branch, oldest first. */
  async history(): Promise<Snapshot[]> {
    const output = await git(this.repository, [
      '-c',
      'core.quotePath=false',
      'log',
      '--first-parent',
      '--diff-merges=first-parent',
      '--reverse',
      '--root',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '--format=commit %H %cI',
      `refs/heads/${this.branch}`,
    ]);
    const snapshots: Snapshot[] = [];
    let files = new Map<string, string>();
    for (const line of output.toString().split('\n')) {
      const commit = COMMIT_LINE.exec(line);
      if (commit) {
        files = new Map(files);
        const committedAt = new Date(commit[2]);
        snapshots.push({ commit: commit[1], committedAt, files });
      }
      const change = CHANGE_LINE.exec(line);
      if (change && change[2] === 'D') files.delete(change[3]);
      else if (change) files.set(change[3], change[1]);
    }
    return snapshots;
  }

  /** The state at one commit. */
  async snapshot(commit: string): Promise<Snapshot> {
    const [tree, time] = await Promise.all([
      git(this.repository, [
        '-c',
        'core.quotePath=false',
        'ls-tree',
        '-r',
        commit,
      ]),
      git(this.repository, ['show', '-s', '--format=%cI', commit]),
    ]);
    const files = new Map<string, string>();
    for (const line of tree.toString().split('\n')) {
      const entry = /^\d+ blob ([0-9a-f]+)\t(.+)$/.exec(line);
      if (entry) files.set(entry[2], entry[1]);
    }
    return { commit, committedAt: new Date(time.toString().trim()), files };
  }

  /** Makes the texts of all YAML files of some states available to `text`. */
  async load(snapshots: readonly Snapshot[]): Promise<void> {
    const blobs = new Set(
      snapshots.flatMap(({ files }) =>
        [...files]
          .filter(([path]) => /\.ya?ml$/.test(path))
          .map(([, id]) => id),
      ),
    );
    const missing = [...blobs].filter(blob => !this.#texts.has(blob));
    if (missing.length === 0) return;
    const output = await git(this.repository, ['cat-file', '--batch'], {
      input: `${missing.join('\n')}\n`,
    });
    let at = 0;
    while (at < output.length) {
      const lineEnd = output.indexOf(10, at);
      const [blob, , size] = output.subarray(at, lineEnd).toString().split(' ');
      const from = lineEnd + 1;
      const to = from + Number(size);
      this.#texts.set(blob, output.subarray(from, to).toString());
      at = to + 1;
    }
  }

  /** Forgets texts that no file of a state has any more. */
  keepOnly({ files }: Snapshot): void {
    const used = new Set(files.values());
    for (const blob of this.#texts.keys()) {
      if (!used.has(blob)) this.#texts.delete(blob);
    }
  }

  /** Content of a loaded blob. */
  text(blob: string): string {
    return this.#texts.get(blob) ?? '';
  }
}
