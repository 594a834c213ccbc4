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
const objectOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Loose)
    : {};

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
  const production = ref.stage === 'production';
  const tier = given.tier ?? (production ? sibling?.tier ?? 2 : 3);
  const regionName =
    given.region ?? sibling?.region ?? platform.regions[0].name;
  const region = platform.regions.find(({ name }) => name === regionName);
  const wantsRecovery = tier === 1 || tier === 2;
  const recoveryRegion =
    given.recoveryRegion ?? (wantsRecovery ? region?.pairedRegion : undefined);
  const odoo = objectOf(given.odoo);
  const edition = odoo.edition ?? sibling?.odoo.edition ?? platform.editions[0];
  const series = odoo.series ?? platform.series[0].name;

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
    odoo: {
      ...odoo,
      series,
      edition,
      release: odoo.release ?? newestRelease(releases, series, edition),
    },
    users: { named: 25, ...objectOf(given.users) },
    data: { databaseGiB: 20, filestoreGiB: 50, ...objectOf(given.data) },
    database: { kind: 'cloudnative-pg', ...objectOf(given.database) },
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
