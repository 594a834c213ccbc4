import { Platform } from '../platform/platform';
import { ReleaseDocument } from '../release/release';
import { FieldError } from '../validation/fieldError';
import { EnvironmentRef, formatEnvironmentRef } from './ref';
import { EnvironmentSpec } from './spec';

export interface CheckFacts {
  platform: Platform;
  releases: readonly ReleaseDocument[];
  /** Host names of all other environments, and whose they are. */
  takenHostnames: ReadonlyMap<string, string>;
  /** The spec as it is, for a change of an environment. */
  previous?: EnvironmentSpec;
  now: Date;
}

/** What the golden path renders today; the others are refused rather than half made. */
export const OFFERED_TENANCIES = ['dedicated'] as const;
export const OFFERED_DATABASES = ['cloudnative-pg'] as const;

/**
 * The rules that join fields with each other, the platform and the registry. Every violation is
 * reported at once, each at its field (`spec.` prefixed path) with what would be accepted.
 */
export function checkSpec(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  facts: CheckFacts,
): FieldError[] {
  return [
    ...checkOffer(spec, facts.platform),
    ...checkProduction(ref, spec),
    ...checkRegions(spec, facts.platform),
    ...checkRelease(spec, facts),
    ...checkHostnames(ref, spec, facts),
    ...checkExpiry(spec, facts.now),
    ...(facts.previous ? checkSuccession(facts.previous, spec, facts) : []),
  ];
}

const when = (condition: boolean, error: FieldError) =>
  condition ? [error] : [];
const oneOf = (values: readonly string[]) => `one of ${values.join(', ')}`;

function checkOffer(spec: EnvironmentSpec, platform: Platform): FieldError[] {
  return [
    ...when(!(OFFERED_TENANCIES as readonly string[]).includes(spec.tenancy), {
      path: 'spec.tenancy',
      message: `${spec.tenancy} is not offered by this version of the golden path`,
      accepted: oneOf(OFFERED_TENANCIES),
    }),
    ...when(
      !(OFFERED_DATABASES as readonly string[]).includes(spec.database.kind),
      {
        path: 'spec.database.kind',
        message: `${spec.database.kind} is not offered by this version of the golden path`,
        accepted: oneOf(OFFERED_DATABASES),
      },
    ),
    ...when(spec.goldenPath !== platform.goldenPath, {
      path: 'spec.goldenPath',
      message: `${spec.goldenPath} is not the version that this portal renders`,
      accepted: platform.goldenPath,
    }),
    ...when(!platform.editions.includes(spec.odoo.edition), {
      path: 'spec.odoo.edition',
      message: `${spec.odoo.edition} is not an edition of this platform`,
      accepted: oneOf(platform.editions),
    }),
  ];
}

function checkProduction(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
): FieldError[] {
  if (ref.stage !== 'production') return [];
  return [
    ...when(spec.tier === 4, {
      path: 'spec.tier',
      message: 'production is never tier 4: it would be rebuilt, not restored',
      accepted: '1, 2 or 3',
    }),
    ...when(spec.schedule !== 'always', {
      path: 'spec.schedule',
      message: 'production does not sleep',
      accepted: 'always',
    }),
    ...when(spec.expires !== 'never', {
      path: 'spec.expires',
      message: 'production does not expire',
      accepted: 'never',
    }),
  ];
}

function checkRegions(spec: EnvironmentSpec, platform: Platform): FieldError[] {
  const names = platform.regions.map(({ name }) => name);
  const hosting = platform.clusters.map(({ region }) => region);
  const needsRecovery = spec.tier <= 2;
  const others = names.filter(name => name !== spec.region);
  return [
    ...when(!names.includes(spec.region), {
      path: 'spec.region',
      message: `${spec.region} is not a region of this platform`,
      accepted: oneOf(names),
    }),
    ...when(names.includes(spec.region) && !hosting.includes(spec.region), {
      path: 'spec.region',
      message: `no cluster of this platform runs in ${spec.region}`,
      accepted: oneOf(hosting),
    }),
    ...when(needsRecovery && spec.recoveryRegion === undefined, {
      path: 'spec.recoveryRegion',
      message: `tier ${spec.tier} must survive the loss of its region`,
      accepted: oneOf(others),
    }),
    ...when(
      spec.recoveryRegion !== undefined &&
        !others.includes(spec.recoveryRegion),
      {
        path: 'spec.recoveryRegion',
        message:
          spec.recoveryRegion === spec.region
            ? 'must differ from the region: one outage would take both'
            : `${spec.recoveryRegion} is not a region of this platform`,
        accepted: oneOf(others),
      },
    ),
    ...spec.residency.flatMap((name, index) =>
      when(!names.includes(name), {
        path: `spec.residency.${index}`,
        message: `${name} is not a region of this platform`,
        accepted: oneOf(names),
      }),
    ),
    ...[spec.region, spec.recoveryRegion].flatMap(name =>
      when(name !== undefined && !spec.residency.includes(name), {
        path: 'spec.residency',
        message: `data would leave its residency: ${name} is not part of it`,
        accepted: `a list that contains ${name}`,
      }),
    ),
  ];
}

function checkRelease(
  spec: EnvironmentSpec,
  { platform, releases }: CheckFacts,
): FieldError[] {
  const series = platform.series.map(({ name }) => name);
  const offered = releases
    .filter(
      release =>
        release.spec.series === spec.odoo.series &&
        release.spec.edition === spec.odoo.edition,
    )
    .map(({ metadata }) => metadata.name);
  return [
    ...when(!series.includes(spec.odoo.series), {
      path: 'spec.odoo.series',
      message: `${spec.odoo.series} is not a series of this platform`,
      accepted: oneOf(series),
    }),
    ...when(!offered.includes(spec.odoo.release), {
      path: 'spec.odoo.release',
      message: `${spec.odoo.release} is not a release of series ${spec.odoo.series}, edition ${spec.odoo.edition}, in the registry`,
      accepted: offered.length
        ? oneOf(offered.slice(0, 10))
        : 'none: the registry has no release of this series and edition',
    }),
  ];
}

function checkHostnames(
  ref: EnvironmentRef,
  spec: EnvironmentSpec,
  { platform, takenHostnames }: CheckFacts,
): FieldError[] {
  return spec.hostnames.flatMap((hostname, index) => {
    const owner = takenHostnames.get(hostname);
    return [
      ...when(
        !platform.domains.some(domain => hostname.endsWith(`.${domain}`)),
        {
          path: `spec.hostnames.${index}`,
          message: `${hostname} lies outside the domains of this platform`,
          accepted: `a host name under ${platform.domains.join(' or ')}`,
        },
      ),
      ...when(owner !== undefined && owner !== formatEnvironmentRef(ref), {
        path: `spec.hostnames.${index}`,
        message: `${hostname} already belongs to ${owner}`,
        accepted: 'a host name that no other environment has',
      }),
    ];
  });
}

function checkExpiry(spec: EnvironmentSpec, now: Date): FieldError[] {
  const today = now.toISOString().slice(0, 10);
  return when(spec.expires !== 'never' && spec.expires <= today, {
    path: 'spec.expires',
    message: 'lies in the past',
    accepted: `never, or a date after ${today}`,
  });
}

/** What an environment cannot become: its data would be lost, or people would work on a moving schema. */
function checkSuccession(
  previous: EnvironmentSpec,
  spec: EnvironmentSpec,
  { releases }: CheckFacts,
): FieldError[] {
  const shrinks = (['databaseGiB', 'filestoreGiB'] as const).filter(
    size => spec.data[size] < previous.data[size],
  );
  const release = releases.find(
    ({ metadata }) => metadata.name === spec.odoo.release,
  );
  return [
    ...shrinks.map(size => ({
      path: `spec.data.${size}`,
      message: `a volume cannot shrink; it has ${previous.data[size]} GiB`,
      accepted: `${previous.data[size]} or more`,
    })),
    ...when(spec.region !== previous.region, {
      path: 'spec.region',
      message: 'an environment stays in its region: its data lies there',
      accepted: previous.region,
    }),
    ...when(spec.odoo.series !== previous.odoo.series, {
      path: 'spec.odoo.series',
      message: 'a new series needs a clone that is migrated and cut over',
      accepted: previous.odoo.series,
    }),
    ...when(
      spec.odoo.series === previous.odoo.series &&
        spec.odoo.release !== previous.odoo.release &&
        release !== undefined &&
        release.spec.schemaClass !== 'none',
      {
        path: 'spec.odoo.release',
        message: `${spec.odoo.release} changes the schema (${release?.spec.schemaClass}): an update would migrate under live users`,
        accepted: `${previous.odoo.release}, or a release of schema class none`,
      },
    ),
  ];
}
