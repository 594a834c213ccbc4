import {
  BUSINESS_SERVICES,
  DATABASE_KINDS,
  EnvironmentRef,
  EnvironmentSpec,
  SCHEDULES,
  STAGES,
  TENANCIES,
  Tier,
  Upgrade,
  STEP_CLASSES,
  tenantSchema,
} from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import { exampleSpec } from './examples';

/** Valid names that YAML readers like to take for something else. */
const TREACHEROUS = [
  'no',
  'on',
  'off',
  'yes',
  'y',
  'n',
  'null',
  'true',
  '1e3',
  '0o17',
  '0x1f',
  '0b11',
  '0123',
  'e0',
  '12',
  '1-1',
  '2027-01-01',
];

const label = (maximum: number) =>
  fc.oneof(
    fc.constantFrom(...TREACHEROUS),
    fc.stringMatching(
      new RegExp(`^[a-z0-9]([-a-z0-9]{0,${maximum - 2}}[a-z0-9])?$`),
    ),
  );

const tenant = label(40).filter(name => tenantSchema.safeParse(name).success);

const owner = fc
  .tuple(
    fc.constantFrom('group', 'user'),
    label(63),
    fc.oneof(
      fc.constantFrom(...TREACHEROUS),
      fc.stringMatching(/^[a-zA-Z0-9][-a-zA-Z0-9_.]{0,62}$/),
    ),
  )
  .map(([kind, namespace, name]) => `${kind}:${namespace}/${name}`);

const release = fc
  .oneof(
    fc.constantFrom('1e3', '0x1', '1'),
    fc.stringMatching(/^[0-9a-z.]{1,40}$/),
  )
  .map(suffix => `18.0-${suffix}`);

const upgrade: fc.Arbitrary<Upgrade> = fc.record(
  {
    schema: fc.integer({ min: 0, max: 30 }),
    step: fc.record({ from: release, class: fc.constantFrom(...STEP_CLASSES) }),
  },
  { requiredKeys: ['schema'] },
);

export interface GeneratedEnvironment {
  ref: EnvironmentRef;
  spec: EnvironmentSpec;
  /** Absent: created with its release. */
  upgrade?: Upgrade;
}

/** What generated copies are copies of. */
export const COPIED = 'copied-one/production';

/** Specs that the rules for the example platform accept, with the stage that they are for. */
export const environment: fc.Arbitrary<GeneratedEnvironment> = fc
  .record({
    tenant,
    stage: fc.constantFrom(...STAGES),
    tier: fc.constantFrom<Tier>(1, 2, 3, 4),
    tenancy: fc.constantFrom(...TENANCIES),
    kind: fc.constantFrom(...DATABASE_KINDS),
    owner,
    release,
    region: fc.constantFrom('northeurope', 'westeurope'),
    businessServices: fc.uniqueArray(fc.constantFrom(...BUSINESS_SERVICES), {
      minLength: 1,
    }),
    legalEntities: fc.uniqueArray(
      fc.record({
        id: label(40),
        timeZone: fc.constantFrom('Europe/Dublin', 'Asia/Kolkata', 'Etc/UTC'),
        calendar: label(40),
      }),
      { minLength: 1, maxLength: 4, selector: ({ id }) => id },
    ),
    named: fc.integer({ min: 1, max: 5000 }),
    databaseGiB: fc.integer({ min: 1, max: 16384 }),
    filestoreGiB: fc.integer({ min: 1, max: 65536 }),
    hosts: fc.uniqueArray(label(40), { minLength: 1, maxLength: 4 }),
    schedule: fc.constantFrom(...SCHEDULES),
    copied: fc.boolean(),
    expires: fc.constantFrom('never', '2027-03-31'),
    integrations: fc.uniqueArray(label(40), { maxLength: 4 }),
    upgrade: fc.option(upgrade, { nil: undefined }),
  })
  .map(value => {
    const production = value.stage === 'production';
    const tier = production && value.tier === 4 ? 3 : value.tier;
    const other = value.region === 'northeurope' ? 'westeurope' : 'northeurope';
    return {
      ref: { tenant: value.tenant, stage: value.stage },
      upgrade: value.upgrade,
      spec: exampleSpec({
        owner: value.owner,
        tier,
        tenancy: value.tenancy,
        database: { kind: value.kind },
        region: value.region,
        recoveryRegion: tier <= 2 ? other : undefined,
        businessServices: value.businessServices,
        legalEntities: value.legalEntities,
        odoo: {
          series: '18.0',
          release: value.release,
          edition: 'construction',
        },
        users: { named: value.named },
        data: {
          databaseGiB: value.databaseGiB,
          filestoreGiB: value.filestoreGiB,
        },
        hostnames: value.hosts.map(host => `${host}.example`),
        schedule:
          production && value.schedule === 'office-hours'
            ? 'always'
            : value.schedule,
        expires: production ? 'never' : value.expires,
        integrations: value.integrations,
        ...(value.copied &&
          value.tenancy === 'dedicated' && {
            copyOf: { environment: COPIED, at: '2026-11-20T18:00:00+01:00' },
          }),
      }),
    };
  });
