import {
  formatEnvironmentRef,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { deploymentsOf, loadPlatform, loadWorld, releasesOf } from '../world';

/** What an environment of the world runs on. */
export async function deployed(ref: EnvironmentRef, seededAt: Date) {
  const [world, platform] = await Promise.all([loadWorld(), loadPlatform()]);
  const releases = releasesOf(world, seededAt);
  const found = deploymentsOf({ world, platform, releases, seededAt }).findLast(
    each => formatEnvironmentRef(each.ref) === formatEnvironmentRef(ref),
  );
  if (!found) throw new Error(`no ${formatEnvironmentRef(ref)} in the world`);
  return { platform, spec: found.spec, release: found.release };
}
