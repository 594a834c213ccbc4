import { environmentName } from '@plumbline/plugin-odoo-common';
import { CommitInfo } from '@plumbline/plugin-odoo-node';
import { RegisteredEnvironment } from '../../registry';

const ENVIRONMENT_FILE = /^environments\/([^/]+\/[^/]+)\//;
const CLUSTER_FILE = /^clusters\/[^/]+\/([^/]+)\.yaml$/;

/** A commit that change control did not make, and what it did to one environment. */
export interface UnledgeredCommit {
  commit: CommitInfo;
  files: string[];
}

/**
 * The commits behind each environment's present files that change control did not make, the newest first.
 * A governed change renders every file of its environment anew, so it settles all commits before it.
 *
 * @param commits - newest first
 */
export function findUnledgered(
  environments: ReadonlyMap<string, RegisteredEnvironment>,
  commits: readonly CommitInfo[],
  known: ReadonlySet<string>,
): Map<string, UnledgeredCommit[]> {
  const refByName = new Map(
    [...environments].map(([ref, environment]) => [
      environmentName(environment),
      ref,
    ]),
  );
  const refOf = (file: string): string | undefined => {
    const ref = ENVIRONMENT_FILE.exec(file)?.[1];
    if (ref !== undefined) return environments.has(ref) ? ref : undefined;
    const name = CLUSTER_FILE.exec(file)?.[1];
    return name === undefined ? undefined : refByName.get(name);
  };

  const settled = new Set<string>();
  const found = new Map<string, UnledgeredCommit[]>();
  for (const commit of commits) {
    for (const [ref, files] of groupByRef(commit.files, refOf)) {
      if (settled.has(ref)) continue;
      if (known.has(commit.id)) settled.add(ref);
      else found.set(ref, [...(found.get(ref) ?? []), { commit, files }]);
    }
  }
  return found;
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
