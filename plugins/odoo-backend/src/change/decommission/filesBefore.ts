import { isError } from '@backstage/errors';
import { UnledgeredCommits } from '../../collection/git/unledgeredCommits';
import { evaluateGates } from '../../gates';
import { RegistrySnapshot, belongsTo } from '../../registry';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { proposedBy, refOf } from '../contentOf';
import { PreparedChange, prepareChange } from '../propose';

/** What was approved once may be against a rule by now; capacity was never given away, and its data was never touched. */
const GATES: ReadonlySet<string> = new Set(['schema', 'policy']);

/** What waiting alone does not mend; anything else is an outage and passes. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
  'ConflictError',
  'InputError',
  'NotFoundError',
]);

/** What the second commit of a decommission does, or what somebody has to do first. */
export type FilesInTheEnd =
  /** Content by path; `undefined` deletes. */
  { files: ReadonlyMap<string, string | undefined> } | { against: string };

/**
 * The files as they were before the first commit. What somebody else has changed since is left to them: it is found as
 * drift. The gates that judge objects are asked again, at this commit.
 */
export async function filesBefore(
  context: ChangeContext,
  record: ChangeRecord,
  snapshot: RegistrySnapshot,
): Promise<FilesInTheEnd> {
  const { commit, commitParent } = record;
  if (commit === undefined || commitParent === undefined) {
    throw new Error(`${record.id} is not applied`);
  }
  const { registry, repository } = context;
  const [before, left] = [
    await registry.at(commitParent),
    await registry.at(commit),
  ];
  const taken = [...new Set([...before.files.keys(), ...left.files.keys()])]
    .filter(path => belongsTo(refOf(record), path))
    .filter(path => before.files.get(path) !== left.files.get(path))
    .filter(path => snapshot.files.get(path) === left.files.get(path));
  const content = await repository.read(commitParent, taken);
  const files = new Map(taken.map(path => [path, content.get(path)]));
  if (files.size === 0) return { files };
  const against = await againstBringingBack(context, record, {
    snapshot,
    files,
  });
  return against === undefined ? { files } : { against };
}

async function againstBringingBack(
  context: ChangeContext,
  record: ChangeRecord,
  after: {
    snapshot: RegistrySnapshot;
    files: ReadonlyMap<string, string | undefined>;
  },
): Promise<string | undefined> {
  const { environment } = record;
  try {
    const change = await restored(context, record, after);
    const judging = context.gates.filter(({ id }) => GATES.has(id));
    const gates = await evaluateGates(judging, change);
    const open = gates.filter(({ verdict }) => verdict !== 'pass');
    if (open.length === 0) return undefined;
    return `the gates of what is brought back of ${environment}: ${open
      .map(({ title, summary }) => `${title}: ${summary}`)
      .join(
        '; ',
      )}. Once the repository lets that pass (mend the policy, or bind it to warn while this comes back), it goes on by itself`;
  } catch (error) {
    // Somebody has to mend what it cannot be worked out from: a file that cannot be read, a release without its record.
    if (isError(error) && IMPOSSIBLE.has(error.name)) {
      return `${environment} cannot be brought back yet: ${error.message}`;
    }
    throw error;
  }
}

/** What was pushed meanwhile is not taken over by bringing back the other files: nobody waits for it to be judged. */
const UNCOMPARED: UnledgeredCommits = { of: async () => undefined };

/** The environment with its files back, as the gates see it. */
async function restored(
  context: ChangeContext,
  record: ChangeRecord,
  {
    snapshot,
    files,
  }: {
    snapshot: RegistrySnapshot;
    files: ReadonlyMap<string, string | undefined>;
  },
): Promise<PreparedChange> {
  const now = new Date();
  const change = await prepareChange(proposedBy(record), {
    ...context,
    unledgered: UNCOMPARED,
    snapshot,
    now,
  });
  const own = [...snapshot.files.keys()].filter(path =>
    belongsTo(refOf(record), path),
  );
  const base = await context.repository.read(snapshot.head, own);
  const rendered = new Map(base);
  for (const [path, text] of files) {
    if (text === undefined) rendered.delete(path);
    else rendered.set(path, text);
  }
  return { ...change, rendered, touched: files, base };
}
