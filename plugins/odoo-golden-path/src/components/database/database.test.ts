import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentSpec, Stage, Tier } from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  exampleSpec,
  renderInputFor,
} from '../../__testUtils__/examples';
import { objectsIn, podTemplatesOf } from '../../__testUtils__/objects';
import { expectationOf } from '../../expectation/expectationOf';
import { Manifest } from '../../manifest/manifest';
import { planEnvironment } from '../../plan';
import { renderEnvironment } from '../../render/renderEnvironment';
import { ACCESS_SQL } from './accessJob';

const MANAGED = { database: { kind: 'flexible-server' as const } };
const SHARED = { tenancy: 'shared' as const };

const inputFor = (
  spec: Partial<EnvironmentSpec>,
  stage: Stage = 'production',
) => renderInputFor(exampleSpec(spec), { ...EXAMPLE_REF, stage });

const objectsFor = (...input: Parameters<typeof inputFor>): Manifest[] =>
  objectsIn(renderEnvironment(inputFor(...input)));

const only = (objects: Manifest[], kind: string, name?: string): Manifest => {
  const found = objects.filter(
    object => object.kind === kind && (!name || object.metadata.name === name),
  );
  expect(found).toHaveLength(1);
  return found[0];
};

const accessJobIn = (objects: Manifest[]): Manifest =>
  objects.find(
    ({ kind, metadata }) =>
      kind === 'Job' &&
      metadata.labels['app.kubernetes.io/component'] === 'database-access',
  )!;

const odooConfOf = (objects: Manifest[]): string =>
  JSON.stringify(only(objects, 'ExternalSecret', 'odoo-conf').spec);

describe('a Flexible Server of an environment', () => {
  it.each<[Tier, object]>([
    [
      1,
      {
        highAvailability: { mode: 'ZoneRedundant' },
        backup: { backupRetentionDays: 35, geoRedundantBackup: 'Enabled' },
      },
    ],
    [
      2,
      {
        highAvailability: { mode: 'SameZone' },
        backup: { backupRetentionDays: 35, geoRedundantBackup: 'Enabled' },
      },
    ],
    [
      3,
      {
        highAvailability: { mode: 'Disabled' },
        backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' },
        sku: { name: 'Standard_E8ds_v5', tier: 'MemoryOptimized' },
      },
    ],
    [
      4,
      {
        highAvailability: { mode: 'Disabled' },
        // Azure keeps backups for a week at least.
        backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' },
      },
    ],
  ])('gives tier %d what it promises', (tier, spec) => {
    const server = only(
      objectsFor({ ...MANAGED, tier }, 'staging'),
      'FlexibleServer',
    );
    expect(server.spec).toMatchObject({
      azureName: 'psql-harbour-civil-staging',
      location: 'northeurope',
      storage: { storageSizeGB: 512, autoGrow: 'Disabled' },
      network: { publicNetworkAccess: 'Disabled' },
      ...spec,
    });
  });

  it('is burstable only where nothing is restored', () => {
    const skuOf = (tier: Tier) =>
      only(
        objectsFor(
          {
            ...MANAGED,
            tier,
            users: { named: 10 },
            data: { databaseGiB: 5, filestoreGiB: 5 },
          },
          'dev',
        ),
        'FlexibleServer',
      ).spec?.sku;
    expect(skuOf(3)).toEqual({
      name: 'Standard_D2ds_v5',
      tier: 'GeneralPurpose',
    });
    expect(skuOf(4)).toEqual({ name: 'Standard_B2ms', tier: 'Burstable' });
  });

  it('is verified by Odoo, and reached in its subnet alone', () => {
    const objects = objectsFor(MANAGED);
    const conf = odooConfOf(objects);
    expect(conf).toContain(
      'db_host = psql-harbour-civil-production.postgres.database.azure.com',
    );
    expect(conf).toContain('db_sslmode = verify-full');
    const [web] = objects.filter(
      ({ metadata }) => metadata.name === 'odoo-web',
    );
    expect(JSON.stringify(web.spec)).toContain(
      '{"name":"PGSSLROOTCERT","value":"/etc/ssl/certs/ca-certificates.crt"}',
    );
    expect(
      only(objects, 'NetworkPolicy', 'allow-odoo-egress').spec?.egress,
    ).toContainEqual({
      to: [{ ipBlock: { cidr: '10.40.8.0/24' } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
    expect(objects.map(({ kind }) => kind)).not.toContain('ScheduledBackup');
  });

  it('makes role and database anew with a restart, so that a new password reaches both sides', () => {
    const jobOf = (restartedAt?: string) =>
      accessJobIn(objectsFor({ ...MANAGED, restartedAt })).metadata.name;
    expect(jobOf()).toBe(jobOf());
    expect(jobOf('2026-11-23T08:00:00Z')).not.toBe(jobOf());
  });

  it.each<[string, Partial<EnvironmentSpec>]>([
    ['tier', { tier: 2 }],
    ['owner', { owner: 'group:default/erp-two' }],
    ['number of users', { users: { named: 900 } }],
  ])(
    'makes a new Job for another %s: one that has run takes no change',
    (_, spec) => {
      const nameOf = (change: Partial<EnvironmentSpec>) =>
        accessJobIn(objectsFor({ ...MANAGED, ...change })).metadata.name;
      expect(nameOf(spec)).not.toBe(nameOf({}));
    },
  );

  it('waits with role and database until the server takes them', () => {
    const [{ spec }] = podTemplatesOf(accessJobIn(objectsFor(MANAGED)));
    const { command } = spec.containers[0] as unknown as { command: string[] };
    const tools = mkdtempSync(join(tmpdir(), 'psql-'));
    const tool = (name: string, script: string) =>
      writeFileSync(join(tools, name), `#!/bin/sh\n${script}`, { mode: 0o755 });
    tool('pg_isready', 'exit 0');
    tool('sleep', 'exit 0');
    // The database is there at the third try.
    tool(
      'psql',
      `cat > ${tools}/sql; echo tried >> ${tools}/tries; [ $(wc -l < ${tools}/tries) -ge 3 ]`,
    );
    const [shell, ...rest] = command;
    const { status } = spawnSync(shell, rest, {
      env: { PATH: `${tools}:/usr/bin:/bin` },
      timeout: 10_000,
    });
    expect(status).toBe(0);
    expect(readFileSync(join(tools, 'sql'), 'utf8')).toBe(ACCESS_SQL);
    rmSync(tools, { recursive: true });
  });
});

describe('a database on a shared server', () => {
  it('is the environment own: role, limit, and nothing that goes with its manifest', () => {
    const input = inputFor(SHARED);
    const objects = objectsFor(SHARED);
    const role = only(objects, 'DatabaseRole');
    const name = 'harbour-civil-production';
    expect(role.metadata).toMatchObject({
      name,
      namespace: 'odoo-db-pg-north-1',
    });
    expect(role.spec).toMatchObject({
      cluster: { name: 'odoo-db' },
      name,
      login: true,
      superuser: false,
      createdb: false,
      passwordSecret: { name },
      databaseRoleReclaimPolicy: 'retain',
    });
    expect(role.spec?.connectionLimit).toBe(
      planEnvironment(input).database.connections,
    );
    expect(only(objects, 'Database').spec).toMatchObject({
      name,
      owner: name,
      databaseReclaimPolicy: 'retain',
    });
    expect(odooConfOf(objects)).toContain(
      'db_host = odoo-db-rw.odoo-db-pg-north-1',
    );
    expect(odooConfOf(objects)).toContain(`dbfilter = ^${name}$`);
    expect(expectationOf(input).database).toEqual({
      kind: 'cloudnative-pg',
      namespace: 'odoo-db-pg-north-1',
      name: 'odoo-db',
      server: 'pg-north-1',
      database: name,
      instances: 3,
      archiving: true,
    });
  });

  it('lets the pods out to the server, which knows the namespace by its label', () => {
    const objects = objectsFor(SHARED);
    expect(
      only(objects, 'Namespace').metadata.labels[
        'plumbline.dev/database-server'
      ],
    ).toBe('pg-north-1');
    expect(
      only(objects, 'NetworkPolicy', 'allow-odoo-egress').spec?.egress,
    ).toContainEqual(
      expect.objectContaining({
        to: [
          {
            namespaceSelector: {
              matchLabels: {
                'kubernetes.io/metadata.name': 'odoo-db-pg-north-1',
              },
            },
            podSelector: {
              matchLabels: {
                'app.kubernetes.io/part-of': 'database-server.pg-north-1',
                'app.kubernetes.io/component': 'database',
              },
            },
          },
        ],
      }),
    );
  });

  it('competes for nodes by its PriorityClass, as a dedicated one does not', () => {
    const classesOf = (spec: Partial<EnvironmentSpec>, stage: Stage) =>
      new Set(
        objectsFor(spec, stage)
          .filter(({ kind }) => kind === 'Deployment')
          .map(
            object =>
              JSON.stringify(object).match(
                /"priorityClassName":"([^"]*)"/,
              )?.[1],
          ),
      );
    expect(classesOf(SHARED, 'production')).toEqual(
      new Set(['erp-production']),
    );
    expect(classesOf(SHARED, 'dev')).toEqual(new Set(['erp-other']));
    expect(classesOf({}, 'production')).toEqual(new Set([undefined]));
  });

  it('is for hybrid tenancy everything but production', () => {
    const hybrid = { tenancy: 'hybrid' as const };
    expect(only(objectsFor(hybrid), 'Cluster').metadata.namespace).toBe(
      'odoo-harbour-civil-production',
    );
    expect(
      only(objectsFor(hybrid, 'staging'), 'Database').metadata.namespace,
    ).toBe('odoo-db-pg-north-1');
  });
});
