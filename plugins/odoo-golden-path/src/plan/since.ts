import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';

/**
 * What a version of the golden path brought, that an environment of an older one does not have: nothing
 * must be missed there. Only the current version is ever rendered into the repository.
 */
const SINCE = {
  queue: [1, 1],
  autoscaling: [1, 1],
} as const;

/** Whether the environment's version has it; versions are `<major>.<minor>`. */
export function hasSince(
  { goldenPath }: Pick<EnvironmentSpec, 'goldenPath'>,
  what: keyof typeof SINCE,
): boolean {
  const [major, minor] = goldenPath.split('.').map(Number);
  const [sinceMajor, sinceMinor] = SINCE[what];
  return major === sinceMajor ? minor >= sinceMinor : major > sinceMajor;
}
