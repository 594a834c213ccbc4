import { EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { CommitInfo } from '@plumbline/plugin-odoo-node';
import { environmentOfFile } from '../../registry';

/** Folders that pipelines write by right, each record of them judged by its own gates. */
const PIPELINES = /^releases\//;
const GOVERNED =
  /^(environments|clusters|database-servers|policies|restore-tests)\//;

/** A commit that change control did not make, and which of the files in question it touched. */
export interface UnledgeredCommit {
  commit: Pick<CommitInfo, 'id' | 'author' | 'committedAt'>;
  files: string[];
}

export interface Unledgered {
  /** What was done to each outside change control since it was settled, the newest first. */
  byEnvironment: Map<string, UnledgeredCommit[]>;
  /** The last governed commit of each environment that rendered it anew: what lies before is settled. Absent: the baseline. */
  settled: Map<string, string>;
  /** On files that govern, and belong to no environment: policies, restore tests, foreign entries of a cluster. */
  elsewhere: UnledgeredCommit[];
}

/**
 * The commits behind each environment's present files that change control did not make.
 * A governed change renders every file of its environment anew, so it settles all commits before it; one that leaves
 * files as they are would pass off as governed what somebody else did to them.
 *
 * @param commits - newest first
 * @param ledger - `known`: change control's own; `notSettling`: those among them that render nothing anew
 */
export function findUnledgered(
  environments: ReadonlyMap<string, EnvironmentRef>,
  commits: readonly CommitInfo[],
  {
    known,
    notSettling,
  }: { known: ReadonlySet<string>; notSettling: ReadonlySet<string> },
): Unledgered {
  const refOf = environmentOfFile(environments);
  const settled = new Map<string, string>();
  const byEnvironment = new Map<string, UnledgeredCommit[]>();
  const elsewhere: UnledgeredCommit[] = [];
  for (const { id, author, committedAt, files: touched } of commits) {
    const commit = { id, author, committedAt };
    for (const [ref, files] of groupByRef(touched, refOf)) {
      if (settled.has(ref) || notSettling.has(id)) continue;
      if (known.has(id)) {
        settled.set(ref, id);
      } else {
        const trail = byEnvironment.get(ref) ?? [];
        trail.push({ commit, files });
        byEnvironment.set(ref, trail);
      }
    }
    const others = touched.filter(
      file =>
        GOVERNED.test(file) &&
        !PIPELINES.test(file) &&
        refOf(file) === undefined,
    );
    if (others.length > 0 && !known.has(id)) {
      elsewhere.push({ commit, files: others });
    }
  }
  return { byEnvironment, elsewhere, settled };
}

/** What was found up to a commit, and in those after it. */
export function addUnledgered(
  before: Unledgered,
  found: Unledgered,
): Unledgered {
  const byEnvironment = new Map(found.byEnvironment);
  for (const [ref, trail] of before.byEnvironment) {
    if (found.settled.has(ref)) continue;
    byEnvironment.set(ref, [...(byEnvironment.get(ref) ?? []), ...trail]);
  }
  return {
    byEnvironment,
    settled: new Map([...before.settled, ...found.settled]),
    elsewhere: [...found.elsewhere, ...before.elsewhere],
  };
}

function groupByRef(
  files: readonly string[],
  refOf: (file: string) => string | undefined,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const ref = refOf(file);
    if (ref !== undefined) groups.set(ref, [...(groups.get(ref) ?? []), file]);
  }
  return groups;
}
