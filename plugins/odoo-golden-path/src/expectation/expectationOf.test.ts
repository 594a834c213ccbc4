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
        if (database?.server) {
          expect([database.database]).toEqual([
            ...namesOf('Database', database.namespace),
            ...namesOf('FlexibleServersDatabase', database.namespace),
          ]);
        }
        expect(expectation.certificates).toEqual(namesOf('Certificate'));
        expect(expectation.externalSecrets).toEqual(namesOf('ExternalSecret'));
        expect([expectation.resourceQuota]).toEqual(namesOf('ResourceQuota'));
        expect(expectation.sleepSchedules).toEqual(namesOf('ScaledObject'));
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
          // Nor does the Job that makes the database.
          if (object.metadata.labels[LABELS.component] === 'database-access') {
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

  it('repeats the replicas that the Deployments are given', () => {
    const input = renderInputFor();
    const { workloads } = expectationOf(input);
    const deployments = objectsIn(renderEnvironment(input)).filter(
      ({ kind }) => kind === 'Deployment',
    );
    expect(
      deployments.map(({ metadata: { name }, spec }) => ({
        name,
        replicas: spec?.replicas,
      })),
    ).toEqual(Object.values(workloads));
  });

  it('plans no probe for what this golden path does not render', () => {
    const production = expectationOf(renderInputFor()).probes;
    expect(production).not.toContain('queue.ready');
    expect(production).not.toContain('redis.available');
    expect(production).not.toContain('autoscaler.limited');
    expect(production).toContain('azure.resource-health');
    expect(production).toContain('volume.bound');

    const sandbox = expectationOf(
      renderInputFor(exampleSpec({ tier: 4, recoveryRegion: undefined }), {
        ...EXAMPLE_REF,
        stage: 'dev',
      }),
    );
    expect(sandbox.probes).not.toContain('database.archiving');
    expect(sandbox.probes).not.toContain('azure.resource-health');
    expect(sandbox.database?.archiving).toBe(false);
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
});
