import {
  environmentName,
  environmentSpecSchema,
  type EnvironmentRef,
  type EnvironmentSpec,
  type Platform,
  type ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { sleepingTimeZone } from './sleepingTimeZone';
import type { World, WorldEnvironment, WorldTenant } from './world';

/** An environment got another release, or its first, at a moment. */
export interface Deployment {
  at: Date;
  ref: EnvironmentRef;
  first: boolean;
  /** Where it was put by hand. */
  cluster: string | undefined;
  /** Id in the world. */
  releaseId: string;
  release: ReleaseDocument;
  spec: EnvironmentSpec;
}

export interface WorldFacts {
  world: World;
  platform: Platform;
  releases: ReadonlyMap<string, ReleaseDocument>;
  seededAt: Date;
}

function timeZoneOf(
  { timeZone }: WorldEnvironment,
  tenant: WorldTenant,
  { world, platform, seededAt }: WorldFacts,
): string {
  return timeZone === 'asleep'
    ? sleepingTimeZone(world.sleepingTimeZones, platform, seededAt)
    : timeZone ?? tenant.timeZone;
}

function specOf(
  tenant: WorldTenant,
  environment: WorldEnvironment,
  release: ReleaseDocument,
  facts: WorldFacts,
): EnvironmentSpec {
  const { platform } = facts;
  const { stage, tier, users, databaseGiB, filestoreGiB } = environment;
  const region = platform.regions.find(({ name }) => name === tenant.region);
  const recoveryRegion = tier <= 2 ? region?.pairedRegion : undefined;
  return environmentSpecSchema.parse({
    goldenPath: environment.goldenPath ?? platform.goldenPath,
    owner: `group:default/${tenant.name}-erp`,
    legalEntities: [
      {
        id: tenant.name,
        timeZone: timeZoneOf(environment, tenant, facts),
        calendar: tenant.name,
      },
      ...tenant.branches.map(({ name, timeZone }) => ({
        id: name,
        timeZone,
        calendar: name,
      })),
    ],
    businessServices: tenant.businessServices,
    tenancy: tenant.tenancy,
    tier,
    region: tenant.region,
    ...(recoveryRegion ? { recoveryRegion } : {}),
    residency: [tenant.region, ...(recoveryRegion ? [recoveryRegion] : [])],
    odoo: {
      series: release.spec.series,
      release: release.metadata.name,
      edition: release.spec.edition,
    },
    users: { named: users },
    data: { databaseGiB, filestoreGiB },
    database: { kind: environment.database },
    hostnames: [
      environment.hostname ??
        `${environmentName({ tenant: tenant.name, stage })}.${
          platform.domains[0]
        }`,
    ],
    schedule: environment.schedule,
    expires: 'never',
    ...(environment.copyOf && {
      copyOf: { environment: environment.copyOf },
    }),
    integrations: tenant.integrations,
  });
}

/** All that was ever deployed, oldest first. Fails when the world names what it has not. */
export function deploymentsOf(facts: WorldFacts): Deployment[] {
  const { world, releases, seededAt } = facts;
  return world.tenants
    .flatMap(tenant =>
      tenant.environments.flatMap(environment =>
        environment.releases.map(({ id, age }, index) => {
          const release = releases.get(id);
          if (!release) throw new Error(`the world has no release ${id}`);
          return {
            at: new Date(seededAt.getTime() - age),
            ref: { tenant: tenant.name, stage: environment.stage },
            first: index === 0,
            cluster: environment.cluster,
            releaseId: id,
            release,
            spec: specOf(tenant, environment, release, facts),
          };
        }),
      ),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
