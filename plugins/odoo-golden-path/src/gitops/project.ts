import {
  EnvironmentRef,
  Platform,
  Tier,
  Upgrade,
} from '@plumbline/plugin-odoo-common';

/** The Argo CD project of a tenant, whose sync windows are those of its calendars. */
export const tenantProject = (
  { gitops }: Pick<Platform, 'gitops'>,
  tenant: string,
): string => `${gitops.project}-${tenant}`;

/**
 * The Argo CD project of an environment. Where the platform keeps freezes in Git, what keeps them waits in the project
 * of its tenant. A roll-back to an earlier release goes into the platform's own project, which has no windows: it gets
 * through also where nobody can publish that it may pass. The next change brings the environment back. Every other
 * change that may pass is named by the windows of its tenant alone.
 */
export function projectOf({
  platform,
  ref,
  spec,
  upgrade,
}: {
  platform: Pick<Platform, 'gitops' | 'tiers'>;
  ref: EnvironmentRef;
  spec: { tier: Tier };
  upgrade?: Upgrade;
}): string {
  const { gitops, tiers } = platform;
  const waits =
    gitops.syncWindows &&
    tiers[spec.tier].changeWindow === 'enforced' &&
    upgrade?.step?.class !== 'roll-back';
  return waits ? tenantProject(platform, ref.tenant) : gitops.project;
}
