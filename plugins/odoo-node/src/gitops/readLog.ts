import { runGit } from './git';
import { CommitInfo } from './GitOpsRepository';

const FIELDS = ['%H', '%P', '%an', '%ae', '%ct', '%s'];

/**
 * NUL is the one character that git lets into no name, subject or path. Anything else could be part of a
 * record and make git attribute files to another commit, or quote a path so that no rule knows it.
 */
const FORMAT = ['', ...FIELDS, ''].join('%x00');

/** Commits that are reachable from one and not from another, newest first, with the files of each. */
export async function readLog(
  directory: string,
  commit: string,
  options: { since?: string; limit?: number; folder?: string },
): Promise<CommitInfo[]> {
  const output = await runGit(directory, [
    'log',
    '-z',
    `--format=tformat:${FORMAT}`,
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
  return parseRecords(output.toString('utf8').split('\0'));
}

/** Each record: an empty token, the fields, an empty token, the paths; an empty token begins the next. */
function parseRecords(tokens: readonly string[]): CommitInfo[] {
  const commits: CommitInfo[] = [];
  let at = 0;
  while (at + FIELDS.length < tokens.length) {
    const [id, parents, name, email, committed, subject] = tokens.slice(
      at + 1,
      at + 1 + FIELDS.length,
    );
    const files = at + FIELDS.length + 2;
    const end = tokens.indexOf('', files);
    commits.push({
      id,
      parents: parents.split(' ').filter(Boolean),
      author: { name, email },
      committedAt: new Date(Number(committed) * 1000).toISOString(),
      subject,
      // git puts a line break before the first path.
      files: tokens
        .slice(files, end)
        .map((path, index) => (index === 0 ? path.slice(1) : path)),
    });
    at = end;
  }
  return commits;
}

/**
 * Newest commit that touched each folder `depth` levels below `folder`:
 * `environments` and 2 answer by `environments/<tenant>/<stage>`. With `since` only of the commits after it.
 */
export async function readLastTouched(
  directory: string,
  commit: string,
  folder: string,
  depth: number,
  since?: string,
): Promise<Map<string, { commit: string; at: string }>> {
  const levels = folder.split('/').length + depth;
  const touched = new Map<string, { commit: string; at: string }>();
  for (const entry of await readLog(directory, commit, {
    folder,
    since,
  })) {
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
