import { Platform } from '../platform/platform';
import { ReleaseDocument } from '../release/release';
import { EnvironmentRef, environmentName } from './ref';
import { EnvironmentSpec } from './spec';

export interface CompletionFacts {
  platform: Platform;
  releases: readonly ReleaseDocument[];
  /** Another environment of the same tenant, whose owner and legal entities are inherited. */
  sibling?: EnvironmentSpec;
  /** Owns a tenant that nobody owns yet: a group of who asks. */
  newTenantOwner?: string;
}

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fills in the members of a field that is an object or absent; anything else is wrong and stays. */
const fillIn = (value: unknown, members: (given: Loose) => Loose): unknown => {
  if (value === undefined) return members({});
  return isObject(value) ? members(value) : value;
};

/**
 * Fills in what a spec leaves out. It never repairs what is there: a wrong value stays wrong
 * and is reported by the checks that follow.
 */
export function completeSpec(
  ref: EnvironmentRef,
  given: Record<string, unknown>,
  facts: CompletionFacts,
): Record<string, unknown> {
  const { platform, releases, sibling, newTenantOwner } = facts;
  // Never from a sibling: a sandbox's tier is no measure for production.
  const tier = given.tier ?? (ref.stage === 'production' ? 2 : 3);
  const regionName =
    given.region ?? sibling?.region ?? platform.regions[0].name;
  const region = platform.regions.find(({ name }) => name === regionName);
  const wantsRecovery = tier === 1 || tier === 2;
  const recoveryRegion =
    given.recoveryRegion ?? (wantsRecovery ? region?.pairedRegion : undefined);

  return {
    ...given,
    goldenPath: given.goldenPath ?? platform.goldenPath,
    owner:
      given.owner ??
      sibling?.owner ??
      newTenantOwner ??
      `group:default/${ref.tenant}-erp`,
    legalEntities: completeLegalEntities(
      given.legalEntities ?? sibling?.legalEntities ?? [{}],
      ref.tenant,
      region?.timeZone ?? 'Etc/UTC',
    ),
    businessServices: given.businessServices ??
      sibling?.businessServices ?? ['finance'],
    tenancy: given.tenancy ?? 'dedicated',
    tier,
    region: regionName,
    ...(recoveryRegion === undefined ? {} : { recoveryRegion }),
    residency:
      given.residency ??
      [...new Set([regionName, recoveryRegion])].filter(Boolean),
    odoo: fillIn(given.odoo, odoo => {
      const series = odoo.series ?? platform.series[0].name;
      const edition =
        odoo.edition ?? sibling?.odoo.edition ?? platform.editions[0];
      const newest = newestRelease(releases, series, edition);
      return { ...odoo, series, edition, release: odoo.release ?? newest };
    }),
    users: fillIn(given.users, users => ({ named: 25, ...users })),
    data: fillIn(given.data, data => ({
      databaseGiB: 20,
      filestoreGiB: 50,
      ...data,
    })),
    database: fillIn(given.database, database => ({
      kind: 'cloudnative-pg',
      ...database,
    })),
    hostnames: given.hostnames ?? [
      `${environmentName(ref)}.${platform.domains[0]}`,
    ],
    schedule: given.schedule ?? 'always',
    expires: given.expires ?? 'never',
    integrations: given.integrations ?? [],
  };
}

function completeLegalEntities(
  given: unknown,
  tenant: string,
  timeZone: string,
): unknown {
  if (!Array.isArray(given)) return given;
  return given.map(entity =>
    typeof entity === 'object' && entity !== null
      ? { id: tenant, calendar: tenant, timeZone, ...entity }
      : entity,
  );
}

function newestRelease(
  releases: readonly ReleaseDocument[],
  series: unknown,
  edition: unknown,
): string | undefined {
  return releases
    .filter(({ spec }) => spec.series === series && spec.edition === edition)
    .sort((a, b) => b.spec.releasedAt.localeCompare(a.spec.releasedAt))[0]
    ?.metadata.name;
}
