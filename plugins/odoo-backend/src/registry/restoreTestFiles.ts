import { EnvironmentRef, environmentName } from '@plumbline/plugin-odoo-common';
import { restoreTestEntry } from '@plumbline/plugin-odoo-golden-path';

const CLUSTER = /^clusters\/([^/]+)\//;

/**
 * Whether a file belongs to the restore test of an environment: everything in its folder, and its entry in the
 * folder of any cluster. It is none of the environment's own: they never share a path.
 */
export function isOfRestoreTest(ref: EnvironmentRef, path: string): boolean {
  const cluster = CLUSTER.exec(path)?.[1];
  return cluster === undefined
    ? path.startsWith(`restore-tests/${environmentName(ref)}/`)
    : path === restoreTestEntry(cluster, ref);
}
