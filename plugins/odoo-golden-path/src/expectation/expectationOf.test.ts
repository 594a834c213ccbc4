import { LABELS } from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import {
  EXAMPLE_REF,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';
import { expectationOf } from './expectationOf';

describe('expectationOf', () => {
  it('expects exactly what is rendered: no name that is missing, none overlooked', () => {
    fc.assert(
      fc.property(environment, ({ ref, spec, upgrade }) => {
        const input = renderInputFor(spec, ref, undefined, upgrade);
        const expectation = expectationOf(input);
        const objects = objectsIn(renderEnvironment(input));
        const { database } = expectation;
        const namesOf = (kind: string, namespace = expectation.namespace) =>
          objects
            .filter(
              object =>
                object.kind === kind &&
                [namespace, undefined].includes(object.metadata.namespace),
            )
            .map(({ metadata }) => metadata.name);

        expect(
          Object.values(expectation.workloads).map(({ name }) => name),
        ).toEqual(namesOf('Deployment'));
        expect(database?.server ? [] : [database?.name]).toEqual([
          ...namesOf('Cluster'),
          ...namesOf('FlexibleServer'),
        ]);
        expect(database?.server ? [database.database] : []).toEqual(
          database?.server
            ? [
                ...namesOf('Database', database.namespace),
                ...namesOf('FlexibleServersDatabase', database.namespace),
              ]
            : [],
        );
        expect(expectation.certificates).toEqual(namesOf('Certificate'));
        expect(expectation.externalSecrets).toEqual(namesOf('ExternalSecret'));
        expect([expectation.resourceQuota]).toEqual(namesOf('ResourceQuota'));
        expect([
          ...expectation.sleepSchedules,
          ...expectation.autoscalers,
        ]).toEqual(namesOf('ScaledObject'));
        const { kind, namespace, name } = expectation.gitops;
        expect(
          objects
            .filter(({ metadata }) => metadata.namespace === namespace)
            .map(idOf),
        ).toEqual([
          `${kind === 'flux' ? 'Kustomization' : 'Application'}/${name}`,
        ]);
        expect([expectation.namespace]).toEqual(namesOf('Namespace'));
        for (const object of objects) {
          expect([idOf(object), object.metadata.labels]).toEqual([
            idOf(object),
            expect.objectContaining({
              'app.kubernetes.io/part-of': expectation.partOf,
            }),
          ]);
          // The copy of the filestore runs no Odoo.
          if (object.kind === 'CronJob') continue;
          // Nor do the Jobs that make the database and fetch the files of a copy.
          if (
            ['database-access', 'copy'].includes(
              object.metadata.labels[LABELS.component],
            )
          ) {
            continue;
          }
          for (const { spec: pod } of podTemplatesOf(object)) {
            for (const { image } of [
              ...pod.containers,
              ...(pod.initContainers ?? []),
            ]) {
              expect(image).toMatch(new RegExp(`@${expectation.imageDigest}$`));
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('repeats the replicas that the Deployments are given, by Git or by KEDA', () => {
    const input = renderInputFor();
    const { workloads } = expectationOf(input);
    const objects = objectsIn(renderEnvironment(input));
    const least = new Map(
      objects
        .filter(({ kind }) => kind === 'ScaledObject')
        .map(({ metadata, spec }) => [metadata.name, spec?.minReplicaCount]),
    );
    expect(
      objects
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata: { name }, spec }) => ({
          name,
          replicas: spec?.replicas ?? least.get(name),
        })),
    ).toEqual(Object.values(workloads));
  });

  it('plans a probe exactly for what is rendered', () => {
    const probes = (spec = exampleSpec(), modules?: string[]) => {
      const input = renderInputFor(spec, { ...EXAMPLE_REF, stage: 'qa' });
      if (modules) {
        input.release.spec.modules = modules.map(name => ({
          name,
          version: '18.0.1.0',
        }));
      }
      return expectationOf(input).probes;
    };
    const operations = probes();
    expect(operations).toContain('queue.ready');
    expect(operations).toContain('autoscaler.limited');
    expect(operations).toContain('azure.resource-health');
    expect(operations).toContain('volume.bound');
    expect(operations).not.toContain('redis.available');
    expect(probes(exampleSpec(), ['base'])).not.toContain('queue.ready');

    // Scaled to a fixed number: always at its maximum.
    expect(probes(exampleSpec({ users: { named: 10 } }))).not.toContain(
      'autoscaler.limited',
    );

    const asleep = exampleSpec({ tier: 4, schedule: 'office-hours' });
    expect(probes(asleep)).not.toContain('autoscaler.limited');
    expect(probes(asleep)).not.toContain('database.archiving');
    expect(probes(asleep)).not.toContain('azure.resource-health');
  });

  it('is found from the catalog by the label and namespace of its objects', () => {
    const input = renderInputFor();
    const { content } = renderEnvironment(input).find(({ path }) =>
      path.endsWith('/catalog-info.yaml'),
    )!;
    const { partOf, namespace, cluster } = expectationOf(input);
    expect(parse(content).metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-label-selector': `app.kubernetes.io/part-of=${partOf}`,
      'backstage.io/kubernetes-namespace': namespace,
      'backstage.io/kubernetes-cluster': cluster,
    });
  });

  it('misses nothing of an environment of an older version that this one brought', () => {
    const older = (goldenPath: string) => {
      const input = renderInputFor(exampleSpec({ goldenPath }));
      input.release.spec.modules.push({ name: 'queue_job', version: '18.0' });
      return expectationOf({ ...input });
    };
    expect(older('1.0').workloads.queue).toBeUndefined();
    expect(older('1.0').probes).not.toContain('queue.ready');
    expect(older('1.0').autoscalers).toEqual([]);
    expect(older('1.1').workloads.queue).toBeDefined();
    expect(older('1.1').autoscalers).not.toEqual([]);
    expect(older('1.10').workloads.queue).toBeDefined();
  });

  it('knows what puts an environment of an older version to sleep by its old name', () => {
    const schedulesOf = (goldenPath: string) =>
      expectationOf(
        renderInputFor(
          exampleSpec({ goldenPath, tier: 3, schedule: 'office-hours' }),
          { ...EXAMPLE_REF, stage: 'qa' },
        ),
      ).sleepSchedules;
    expect(schedulesOf('1.0')).toContain('odoo-web-office-hours');
    expect(schedulesOf('1.1')).toContain('odoo-web');
  });
});
