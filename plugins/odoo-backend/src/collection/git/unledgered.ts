import { EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { CommitInfo } from '@plumbline/plugin-odoo-node';
import { environmentOfFile } from '../../registry';

/** Folders that pipelines write by right, each record of them judged by its own gates. */
const PIPELINES = /^releases\//;
const GOVERNED = /^(environments|clusters|policies|restore-tests)\//;

/** A commit that change control did not make, and which of the files in question it touched. */
export interface UnledgeredCommit {
  commit: CommitInfo;
  files: string[];
}

/** What was done to one environment outside change control. */
export interface UnledgeredTrail {
  /** Newest first. */
  commits: UnledgeredCommit[];
  /** The governed commit before them; absent: the baseline. */
  after?: string;
}

export interface Unledgered {
  byEnvironment: Map<string, UnledgeredTrail>;
  /** On files that govern, and belong to no environment: policies, restore tests, foreign entries of a cluster. */
  elsewhere: UnledgeredCommit[];
}

/**
 * The commits behind each environment's present files that change control did not make.
 * A governed change renders every file of its environment anew, so it settles all commits before it.
 *
 * @param commits - newest first
 */
export function findUnledgered(
  environments: ReadonlyMap<string, EnvironmentRef>,
  commits: readonly CommitInfo[],
  known: ReadonlySet<string>,
): Unledgered {
  const refOf = environmentOfFile(environments);
  const settled = new Set<string>();
  const byEnvironment = new Map<string, UnledgeredTrail>();
  const elsewhere: UnledgeredCommit[] = [];
  for (const commit of commits) {
    for (const [ref, files] of groupByRef(commit.files, refOf)) {
      if (settled.has(ref)) continue;
      const trail = byEnvironment.get(ref) ?? { commits: [] };
      if (known.has(commit.id)) {
        settled.add(ref);
        trail.after = commit.id;
      } else {
        trail.commits.push({ commit, files });
        byEnvironment.set(ref, trail);
      }
    }
    const others = commit.files.filter(
      file =>
        GOVERNED.test(file) &&
        !PIPELINES.test(file) &&
        refOf(file) === undefined,
    );
    if (others.length > 0 && !known.has(commit.id)) {
      elsewhere.push({ commit, files: others });
    }
  }
  return { byEnvironment, elsewhere };
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
