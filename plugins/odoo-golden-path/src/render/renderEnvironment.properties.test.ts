import {
  LABELS,
  checkSpec,
  environmentSpecSchema,
} from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import {
  COPIED,
  GeneratedEnvironment,
  environment,
} from '../__testUtils__/arbitraries';
import {
  examplePlatform,
  exampleRelease,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { renderEnvironment } from './renderEnvironment';

function forEveryEnvironment(
  assert: (generated: GeneratedEnvironment) => void,
): void {
  fc.assert(fc.property(environment, assert), { numRuns: 40 });
}

describe('renderEnvironment, for every environment that the rules accept', () => {
  it('is tried with specs that the rules accept', () => {
    forEveryEnvironment(({ ref, spec }) => {
      expect(environmentSpecSchema.safeParse(spec).error).toBeUndefined();
      expect(
        checkSpec(ref, spec, {
          platform: examplePlatform(),
          releases: [exampleRelease(spec.odoo.release)],
          takenHostnames: new Map(),
          environments: new Map([
            [COPIED, { spec: { ...spec, copyOf: undefined } }],
          ]),
          now: new Date('2026-11-23T00:00:00Z'),
        }),
      ).toEqual([]);
    });
  });

  it('gives the same bytes, whatever the order in which the fields came', () => {
    forEveryEnvironment(({ ref, spec, upgrade }) => {
      const input = renderInputFor(spec, ref, undefined, upgrade);
      const shuffled = Object.fromEntries(
        Object.entries(spec).reverse(),
      ) as typeof spec;
      expect(renderEnvironment({ ...input, spec: shuffled })).toEqual(
        renderEnvironment(input),
      );
    });
  });

  it('keeps every value what it is for readers of YAML 1.1 and 1.2', () => {
    forEveryEnvironment(({ ref, spec, upgrade }) => {
      const input = renderInputFor(spec, ref, undefined, upgrade);
      const files = renderEnvironment(input);
      expect(objectsIn(files, '1.1')).toEqual(objectsIn(files, '1.2'));

      const document = files.find(({ path }) =>
        path.endsWith('/environment.yaml'),
      )!;
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(document.content, { version })).toEqual(
          JSON.parse(
            JSON.stringify({
              apiVersion: 'plumbline.dev/v1',
              kind: 'OdooEnvironment',
              metadata: ref,
              spec,
              placement: input.placement,
              upgrade,
            }),
          ),
        );
      }
    });
  });

  it('gives every object and pod template labels that a cluster accepts', () => {
    const value = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
    forEveryEnvironment(({ ref, spec, upgrade }) => {
      for (const object of objectsIn(
        renderEnvironment(renderInputFor(spec, ref, undefined, upgrade)),
      )) {
        const templates = podTemplatesOf(object).map(
          ({ metadata }) => metadata,
        );
        for (const { labels } of [object.metadata, ...templates]) {
          expect(Object.keys(labels)).toEqual(
            expect.arrayContaining(Object.values(LABELS)),
          );
          for (const label of Object.values(labels)) {
            expect(label).toMatch(value);
          }
        }
      }
    });
  });

  it('lets no revert delete data: all that holds it survives its removal from Git', () => {
    const HOLDS_DATA = new Set([
      'Namespace',
      'PersistentVolumeClaim',
      'Cluster',
      'Database',
      'DatabaseRole',
      'FlexibleServer',
      'FlexibleServersBackup',
      'FlexibleServersDatabase',
      'ObjectStore',
      'Backup',
      'ExternalSecret',
    ]);
    forEveryEnvironment(({ ref, spec, upgrade }) => {
      const objects = objectsIn(
        renderEnvironment(renderInputFor(spec, ref, undefined, upgrade)),
      );
      const keptBy = (annotation: string, value: string) =>
        objects
          .filter(({ metadata }) =>
            metadata.annotations?.[annotation]?.split(',').includes(value),
          )
          .map(idOf);
      const holdData = objects
        .filter(
          ({ kind, metadata }) =>
            HOLDS_DATA.has(kind) &&
            // One version of what `odoo-conf` holds as well, and the vault.
            !/^odoo-conf-[0-9a-f]{8}$/.test(metadata.name),
        )
        .map(idOf);
      expect(keptBy('argocd.argoproj.io/sync-options', 'Prune=false')).toEqual(
        holdData,
      );
      expect(keptBy('kustomize.toolkit.fluxcd.io/prune', 'disabled')).toEqual(
        holdData,
      );

      const ofAzure = objects.filter(({ apiVersion }) =>
        apiVersion.startsWith('dbforpostgresql.azure.com/'),
      );
      for (const { metadata } of ofAzure) {
        expect(metadata.annotations).toMatchObject({
          'serviceoperator.azure.com/reconcile-policy': 'detach-on-delete',
        });
      }

      const [entry, ...others] = objects.filter(({ kind }) =>
        ['Application', 'Kustomization'].includes(kind),
      );
      expect(others).toEqual([]);
      expect(entry.metadata).not.toHaveProperty('finalizers');
      // As Flux says it; an Application without finalizer has no such field.
      expect([undefined, 'Orphan']).toContain(entry.spec?.deletionPolicy);
      expect(entry.kind === 'Kustomization').toBe(
        entry.spec?.deletionPolicy === 'Orphan',
      );
    });
  });
});
