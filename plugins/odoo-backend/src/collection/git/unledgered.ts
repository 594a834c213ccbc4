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

export interface FoundUnledgered extends Unledgered {
  /** Environments that a governed change rendered anew: what lies before it is settled. */
  settled: ReadonlySet<string>;
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
): FoundUnledgered {
  const refOf = environmentOfFile(environments);
  const settled = new Set<string>();
  const byEnvironment = new Map<string, UnledgeredTrail>();
  const elsewhere: UnledgeredCommit[] = [];
  for (const { id, author, committedAt, files: touched } of commits) {
    const commit = { id, author, committedAt };
    for (const [ref, files] of groupByRef(touched, refOf)) {
      if (settled.has(ref)) continue;
      const trail = byEnvironment.get(ref) ?? { commits: [] };
      if (known.has(id)) {
        settled.add(ref);
        trail.after = id;
      } else {
        trail.commits.push({ commit, files });
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
  found: FoundUnledgered,
): Unledgered {
  const byEnvironment = new Map(found.byEnvironment);
  for (const [ref, trail] of before.byEnvironment) {
    if (found.settled.has(ref)) continue;
    const newer = byEnvironment.get(ref)?.commits ?? [];
    byEnvironment.set(ref, {
      ...trail,
      commits: [...newer, ...trail.commits],
    });
  }
  return {
    byEnvironment,
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
