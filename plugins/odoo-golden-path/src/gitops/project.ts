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
 * The Argo CD project of an environment. Where the platform renders sync windows, what keeps freezes waits in the
 * project of its tenant. A roll-back to an earlier release goes into the platform's own project, which has no windows,
 * so that no freeze stops it; the next change brings the environment back. Of a roll-back of the configuration alone
 * the document tells nothing: it waits as any change does, until somebody syncs it by hand.
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
