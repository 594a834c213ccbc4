import {
  EnvironmentRef,
  environmentName,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';

const IN_FOLDER = /^environments\/([^/]+\/[^/]+)\//;
const CLUSTER_ENTRY = /^clusters\/[^/]+\/([^/]+)\.yaml$/;

/**
 * Whether a file belongs to an environment: everything in its folder, and its entry in the folder of any
 * cluster. One that stands in the wrong cluster's folder deploys it there as well.
 */
export function belongsTo(ref: EnvironmentRef, path: string): boolean {
  return (
    IN_FOLDER.exec(path)?.[1] === formatEnvironmentRef(ref) ||
    CLUSTER_ENTRY.exec(path)?.[1] === environmentName(ref)
  );
}

/** Finds which of the environments a file belongs to, without trying each. */
export function environmentOfFile(
  environments: ReadonlyMap<string, EnvironmentRef>,
): (path: string) => string | undefined {
  const refByName = new Map(
    [...environments].map(([ref, environment]) => [
      environmentName(environment),
      ref,
    ]),
  );
  return path => {
    const ref = IN_FOLDER.exec(path)?.[1];
    if (ref !== undefined) return environments.has(ref) ? ref : undefined;
    const name = CLUSTER_ENTRY.exec(path)?.[1];
    return name === undefined ? undefined : refByName.get(name);
  };
}
