import {
  EnvironmentSpec,
  StepClass,
  Upgrade,
} from '@plumbline/plugin-odoo-common';
import {
  EXAMPLE_REF,
  exampleRelease,
  exampleSpec,
  renderInputFor,
} from '../../__testUtils__/examples';
import { idOf, objectsIn, podTemplatesOf } from '../../__testUtils__/objects';
import { Manifest } from '../../manifest/manifest';
import { renderEnvironment } from '../../render/renderEnvironment';
import { ONCE_UNLESS_MIGRATED, UNLESS_IN_USE } from './scripts';
import { seriesMigration } from './seriesMigration';

const FROM = '18.0-2026.10.1';
const DEPLOYMENTS = ['odoo-web', 'odoo-websocket', 'odoo-cron', 'odoo-queue'];

function render(
  step?: StepClass,
  { schema = 1, spec = exampleSpec() } = {},
): Manifest[] {
  const upgrade = step && { schema, step: { from: FROM, class: step } };
  return objectsIn(
    renderEnvironment(renderInputFor(spec, EXAMPLE_REF, undefined, upgrade)),
  );
}

const find = (objects: readonly Manifest[], id: string) =>
  objects.find(object => idOf(object) === id)!;
const deploymentsOf = (objects: readonly Manifest[]) =>
  objects.filter(({ kind }) => kind === 'Deployment');
const jobsOf = (objects: readonly Manifest[]) =>
  objects.filter(({ kind }) => kind === 'Job');

function environmentOf(container: object): Record<string, string> {
  const { env = [] } = container as {
    env?: { name: string; value: string }[];
  };
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

describe('a copy', () => {
  const AT = '2026-11-20T17:00:00.000Z';
  const copy = (
    change: Partial<EnvironmentSpec> = {},
    { stage = EXAMPLE_REF.stage, upgrade }: Copied = {},
  ) => {
    const spec = exampleSpec({
      copyOf: { environment: 'old-civil/production', at: AT },
      ...change,
    });
    const ref = { ...EXAMPLE_REF, stage };
    return objectsIn(
      renderEnvironment(renderInputFor(spec, ref, undefined, upgrade)),
    );
  };
  interface Copied {
    stage?: typeof EXAMPLE_REF.stage | 'pre-production';
    upgrade?: Upgrade;
  }
  const series: Upgrade = { schema: 1, step: { from: FROM, class: 'series' } };
  const migrationOf = (objects: readonly Manifest[]) =>
    podTemplatesOf(
      jobsOf(objects).find(({ metadata }) =>
        metadata.name.startsWith('odoo-migrate-'),
      )!,
    )[0].spec.initContainers!;
  const names = (containers: readonly { name: string }[]) =>
    containers.map(({ name }) => name);

  it('begins from the backups of the source, at the moment, and archives in its own place', () => {
    const objects = copy();
    expect(find(objects, 'Cluster/odoo-db').spec).toMatchObject({
      bootstrap: {
        recovery: {
          source: 'source',
          recoveryTarget: { targetTime: AT },
          secret: { name: 'odoo-db-app' },
        },
      },
      externalClusters: [
        {
          name: 'source',
          plugin: {
            parameters: {
              barmanObjectName: 'odoo-db-source',
              serverName: 'odoo-db',
            },
          },
        },
      ],
      plugins: [{ parameters: { barmanObjectName: 'odoo-db-store' } }],
    });
    const places = objects
      .filter(({ kind }) => kind === 'ObjectStore')
      .map(({ metadata, spec }) => [
        metadata.name,
        (spec?.configuration as { destinationPath: string }).destinationPath,
      ]);
    expect(places).toEqual([
      ['odoo-db-store', expect.stringMatching(/harbour-civil-production$/)],
      ['odoo-db-source', expect.stringMatching(/old-civil-production$/)],
    ]);
  });

  it('on a Flexible Server is restored by Azure from the server of the source', () => {
    const objects = copy({ database: { kind: 'flexible-server' } });
    expect(find(objects, 'FlexibleServer/odoo-db').spec).toMatchObject({
      createMode: 'PointInTimeRestore',
      pointInTimeUTC: AT,
      sourceServerResourceReference: {
        armId: expect.stringMatching(
          /\/flexibleServers\/psql-old-civil-production$/,
        ),
      },
    });
  });

  it('lets nobody in before data and files are there, and never makes an empty database instead', () => {
    const steps = migrationOf(copy());
    expect(names(steps)).toEqual(['await-copy', 'migrate']);
    expect(environmentOf(steps[0])).toMatchObject({
      COPY_OF: 'old-civil-production',
      COPY_AT: AT,
      RESTORED: '/var/lib/odoo/.restored-from',
    });
    expect(JSON.stringify(copy())).not.toContain('click-odoo-initdb');
    expect(names(migrationOf(copy({}, { stage: 'pre-production' })))).toEqual([
      'await-copy',
      'migrate',
      'neutralise-copy',
    ]);
  });

  it('is waited for as long as its data may take, and no longer once it was promoted', () => {
    const DAY = 24 * 3600;
    const deadlineOf = (objects: Manifest[], name: string) =>
      jobsOf(objects).find(({ metadata }) => metadata.name.startsWith(name))!
        .spec!.activeDeadlineSeconds as number;
    const first = deadlineOf(render(), 'odoo-migrate-');
    for (const upgrade of [undefined, series]) {
      expect(
        deadlineOf(copy({}, { upgrade }), 'odoo-migrate-'),
      ).toBeGreaterThan(DAY + first);
    }
    const upgrade: Upgrade = {
      schema: 2,
      step: { from: FROM, class: 'additive' },
    };
    expect(deadlineOf(copy({}, { upgrade }), 'odoo-migrate-')).toBeLessThan(
      DAY,
    );
    const managed = { database: { kind: 'flexible-server' } } as const;
    expect(deadlineOf(copy(managed), 'odoo-db-access')).toBeGreaterThan(
      deadlineOf(
        render(undefined, { spec: exampleSpec(managed) }),
        'odoo-db-access',
      ),
    );
  });

  it('is read back with a token of Azure and memory of its own, and the plan counts both', () => {
    const objects = copy();
    expect(find(objects, 'Cluster/odoo-db').spec).toMatchObject({
      inheritedMetadata: { labels: { 'azure.workload.identity/use': 'true' } },
    });
    expect(find(objects, 'ObjectStore/odoo-db-source').spec).toMatchObject({
      instanceSidecarConfiguration: {
        resources: { limits: { memory: '2Gi' } },
      },
    });
    const memoryOf = (all: Manifest[]) =>
      Number.parseInt(
        (
          find(all, 'ResourceQuota/environment-quota').spec!.hard as Record<
            string,
            string
          >
        )['requests.memory'],
        10,
      );
    // A GiB for the sidecar, two more for a migration through a series.
    expect(memoryOf(objects) - memoryOf(render())).toBeGreaterThanOrEqual(3);
  });

  it('of another series is migrated whole, once, with everybody out; production is not neutralised, a rehearsal is', () => {
    const objects = copy({}, { upgrade: series });
    const steps = migrationOf(objects);
    expect(names(steps)).toEqual([
      'maintenance-page',
      'await-standstill',
      'await-copy',
      'migrate',
    ]);
    expect((steps[3] as { command?: string[] }).command).toEqual([
      'python3',
      '-c',
      ONCE_UNLESS_MIGRATED,
      'odoo',
      ...seriesMigration('/etc/odoo/odoo.conf', 'odoo').slice(1),
    ]);
    for (const { spec } of deploymentsOf(objects)) {
      expect(spec?.strategy).toEqual({ type: 'Recreate' });
    }
    // The source is the way back.
    expect(objects.filter(({ kind }) => kind === 'Backup')).toEqual([]);
    // Odoo would end itself by the limits of its workers long before the pod is full.
    expect(steps[3]).toMatchObject({
      command: expect.arrayContaining([
        '--limit-memory-soft=0',
        '--limit-memory-hard=0',
      ]),
      resources: { limits: { memory: '6Gi' } },
    });
    const rehearsal = copy({}, { stage: 'pre-production', upgrade: series });
    expect(names(migrationOf(rehearsal)).at(-1)).toBe('neutralise-copy');
  });
});

describe('a migration', () => {
  it.each(['additive', 'breaking'] as const)(
    'of an %s step stops everybody, takes a restore point and lets nobody in before it is done',
    step => {
      const objects = render(step);
      expect(
        deploymentsOf(objects).map(({ metadata, spec }) => [
          metadata.name,
          spec?.strategy,
        ]),
      ).toEqual(DEPLOYMENTS.map(name => [name, { type: 'Recreate' }]));
      for (const deployment of deploymentsOf(objects)) {
        const [{ spec }] = podTemplatesOf(deployment);
        const [gate] = spec.initContainers ?? [];
        expect(gate).toMatchObject({ name: 'await-schema' });
        expect(environmentOf(gate)).toMatchObject({
          ENVIRONMENT: 'harbour-civil-production',
          SCHEMA: '1',
        });
      }

      const [job] = jobsOf(objects);
      expect(job.metadata.annotations).toMatchObject({
        'plumbline.dev/maintenance': 'planned',
      });
      const [{ spec }] = podTemplatesOf(job);
      expect(spec.initContainers?.map(({ name }) => name)).toEqual([
        'maintenance-page',
        'await-standstill',
        'initialise',
        'migrate',
      ]);
      expect(spec.containers.map(({ name }) => name)).toEqual(['mark']);
      expect(environmentOf(spec.initContainers![1])).toMatchObject({
        RESTORE_POINT_PATH:
          '/apis/postgresql.cnpg.io/v1/namespaces/odoo-harbour-civil-production/backups/pre-18-0-2026-11-1-1',
        PODS_PATH: '/api/v1/namespaces/odoo-harbour-civil-production/pods',
        OTHER_PODS:
          'app.kubernetes.io/part-of=harbour-civil-production,app.kubernetes.io/component in (web,websocket,cron,queue),plumbline.dev/release!=bbbbbbbbbbbb',
        ARCHIVE_PODS:
          'app.kubernetes.io/part-of=harbour-civil-production,app.kubernetes.io/component=archive',
      });
      expect(find(objects, 'Backup/pre-18-0-2026-11-1-1').spec).toMatchObject({
        cluster: { name: 'odoo-db' },
        method: 'plugin',
      });
    },
  );

  it('stops nobody for a step that changes no module, nor for a roll-back, which renders none', () => {
    for (const [step, steps] of [
      // A database that never got its number gets it, or pods would wait for ever.
      ['none', [['initialise', 'migrate']]],
      ['roll-back', []],
    ] as const) {
      const objects = render(step);
      const stepsOf = (job: Manifest) =>
        podTemplatesOf(job)[0].spec.initContainers?.map(({ name }) => name);
      expect(jobsOf(objects).map(stepsOf)).toEqual(steps);
      expect(find(objects, 'Deployment/odoo-web').spec).toMatchObject({
        strategy: { type: 'RollingUpdate' },
      });
      // Still gated: a migration that failed before holds this release back as well.
      const [{ spec }] = podTemplatesOf(find(objects, 'Deployment/odoo-web'));
      expect(environmentOf(spec.initContainers![0]).SCHEMA).toBe('1');
    }
  });

  it('of a new environment initialises its database and stops nobody', () => {
    const objects = render();
    const [job] = jobsOf(objects);
    expect(job.metadata.annotations).not.toHaveProperty([
      'plumbline.dev/maintenance',
    ]);
    const [{ spec }] = podTemplatesOf(job);
    expect(spec.initContainers?.map(({ name }) => name)).toEqual([
      'initialise',
      'migrate',
    ]);
    expect(objects.map(({ kind }) => kind)).not.toContain('Role');
    expect(find(objects, 'Deployment/odoo-web').spec).toMatchObject({
      strategy: { type: 'RollingUpdate' },
    });
  });

  it('takes a new restore point each time, also for the same release', () => {
    const pointOf = (schema: number) =>
      render('additive', { schema }).find(({ kind }) => kind === 'Backup')!
        .metadata.name;
    expect(pointOf(2)).not.toBe(pointOf(1));
  });

  it('waits for no restore point where the tier has no backups', () => {
    const objects = render('additive', {
      spec: exampleSpec({ tier: 4, recoveryRegion: undefined }),
    });
    expect(objects.map(({ kind }) => kind)).not.toContain('Backup');
    const [{ spec }] = podTemplatesOf(jobsOf(objects)[0]);
    expect(environmentOf(spec.initContainers![1])).not.toHaveProperty(
      'RESTORE_POINT_PATH',
    );
  });

  it('shows a page to who comes meanwhile, behind every other route', () => {
    const routesOf = (objects: readonly Manifest[]) =>
      find(objects, 'IngressRoute/odoo').spec!.routes as {
        priority: number;
        services: { name: string; port: number }[];
      }[];
    const routes = routesOf(render('breaking'));
    const page = routes.find(
      ({ services }) => services[0].name === 'odoo-maintenance',
    )!;
    expect(page.priority).toBe(Math.min(...routes.map(r => r.priority)));
    expect(
      find(render('breaking'), 'Service/odoo-maintenance').spec,
    ).toMatchObject({
      publishNotReadyAddresses: true,
      ports: [{ port: page.services[0].port }],
    });
    expect(routesOf(render('none'))).toHaveLength(routes.length - 1);
  });

  it('lets only the one container that asks the API see a token', () => {
    const [{ spec }] = podTemplatesOf(jobsOf(render('additive'))[0]);
    const mounting = [...spec.initContainers!, ...spec.containers].filter(
      container =>
        JSON.stringify(container).includes('"name":"kubernetes-api"'),
    );
    expect(mounting.map(({ name }) => name)).toEqual(['await-standstill']);
    expect(spec).toMatchObject({ automountServiceAccountToken: false });
  });

  it('neutralises a copy of production before anybody starts on it, everywhere but in production', () => {
    const stepsOf = (stage: 'production' | 'staging') => {
      const ref = { ...EXAMPLE_REF, stage };
      const objects = objectsIn(
        renderEnvironment(renderInputFor(exampleSpec(), ref)),
      );
      const [{ spec }] = podTemplatesOf(jobsOf(objects)[0]);
      return spec.initContainers?.map(({ name }) => name);
    };
    expect(stepsOf('staging')).toEqual([
      'initialise',
      'migrate',
      'neutralise-copy',
    ]);
    expect(stepsOf('production')).not.toContain('neutralise-copy');
  });

  it('may take as long as stopping, the restore point and migrating do', () => {
    const secondsOf = (step?: StepClass) =>
      jobsOf(render(step))[0].spec!.activeDeadlineSeconds as number;
    // 120 GiB are read back in 56 minutes, Odoo stops within 21.
    expect(secondsOf('additive') - secondsOf()).toBe((56 + 21) * 60);
    const { spec } = find(render('additive'), 'Deployment/odoo-web');
    expect(spec?.progressDeadlineSeconds).toBeGreaterThan(
      secondsOf('additive'),
    );
  });

  it('of a step begins once, whoever makes the Job again, and without one never while people work', () => {
    const migrateOf = (step?: StepClass) => {
      const [{ spec }] = podTemplatesOf(jobsOf(render(step))[0]);
      const { command } = spec.initContainers!.find(
        ({ name }) => name === 'migrate',
      ) as unknown as { command: string[] };
      return command[2];
    };
    expect(migrateOf('breaking')).toBe(ONCE_UNLESS_MIGRATED);
    expect(migrateOf('none')).toBe(UNLESS_IN_USE);
    expect(migrateOf()).toBe(UNLESS_IN_USE);
    expect(
      find(render(), 'Application/harbour-civil-production').metadata
        .annotations,
    ).toEqual({ 'argocd.argoproj.io/manifest-generate-paths': '.' });
  });

  it('that failed is not tried again by the controller, which waits for one that runs', () => {
    const retryOf = (step: StepClass) =>
      render(step).find(({ kind }) => kind === 'Application')!.spec!.syncPolicy;
    expect(retryOf('additive')).toMatchObject({ retry: { limit: 0 } });
    expect(retryOf('none')).toMatchObject({ retry: { limit: 5 } });

    const spec = exampleSpec({
      region: 'westeurope',
      recoveryRegion: 'northeurope',
    });
    const timeoutOf = (step: StepClass) =>
      render(step, { spec }).find(({ kind }) => kind === 'Kustomization')!.spec!
        .timeout;
    // Two hours, 56 minutes of backup and 21 of stopping on top of the start.
    expect([timeoutOf('none'), timeoutOf('additive')]).toEqual(['30m', '227m']);
  });

  it('runs once for each release where Flux applies', () => {
    const spec = exampleSpec({
      region: 'westeurope',
      recoveryRegion: 'northeurope',
    });
    const [job] = jobsOf(render('additive', { spec }));
    expect(job.metadata.name).toBe(
      `odoo-migrate-${exampleRelease().spec.digest.slice(7, 19)}`,
    );
    expect(job.metadata.annotations).toMatchObject({
      'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent',
    });
    expect(job.spec).not.toHaveProperty('ttlSecondsAfterFinished');
  });
});
