import { runGit } from './git';
import { CommitInfo } from './GitOpsRepository';

/** Control characters that git forbids or we never write separate the records and their fields. */
const RECORD = '\x1e';
const FIELD = '\x1f';
const FORMAT = ['%H', '%P', '%an', '%ae', '%ct', '%s'].join('%x1f');

/** Commits that are reachable from one and not from another, newest first, with the files of each. */
export async function readLog(
  directory: string,
  commit: string,
  options: { since?: string; limit?: number; folder?: string },
): Promise<CommitInfo[]> {
  const output = await runGit(directory, [
    'log',
    `--format=%x1e${FORMAT}%x1f`,
    '--name-only',
    // A merge is shown by what it brought to the branch, its first parent.
    '--diff-merges=first-parent',
    '--no-renames',
    ...(options.limit === undefined ? [] : [`--max-count=${options.limit}`]),
    commit,
    ...(options.since ? [`^${options.since}`] : []),
    '--',
    ...(options.folder ? [options.folder] : []),
  ]);
  return output.toString('utf8').split(RECORD).slice(1).map(parseRecord);
}

function parseRecord(record: string): CommitInfo {
  const [id, parents, name, email, committed, subject, files] =
    record.split(FIELD);
  return {
    id,
    parents: parents.split(' ').filter(Boolean),
    author: { name, email },
    committedAt: new Date(Number(committed) * 1000).toISOString(),
    subject,
    files: files.split('\n').filter(Boolean),
  };
}

/**
 * Newest commit that touched each folder `depth` levels below `folder`:
 * `environments` and 2 answer by `environments/<tenant>/<stage>`.
 */
export async function readLastTouched(
  directory: string,
  commit: string,
  folder: string,
  depth: number,
): Promise<Map<string, { commit: string; at: string }>> {
  const levels = folder.split('/').length + depth;
  const touched = new Map<string, { commit: string; at: string }>();
  for (const entry of await readLog(directory, commit, { folder })) {
    for (const file of entry.files) {
      const segments = file.split('/');
      const key = segments.slice(0, levels).join('/');
      if (segments.length > levels && !touched.has(key)) {
        touched.set(key, { commit: entry.id, at: entry.committedAt });
      }
    }
  }
  return touched;
}
