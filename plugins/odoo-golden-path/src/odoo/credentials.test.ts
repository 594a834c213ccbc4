import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import { environment } from '../__testUtils__/arbitraries';
import {
  EXAMPLE_REF,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn } from '../__testUtils__/objects';
import { Manifest } from '../manifest/manifest';
import { renderEnvironment } from '../render/renderEnvironment';

const RESTART = '2026-11-23T08:00:00Z';

interface ExternalSecretSpec {
  refreshPolicy?: string;
  refreshInterval: string;
  target: {
    creationPolicy: string;
    template?: { data: Record<string, string> };
  };
}
const specOf = ({ spec }: Manifest) => spec as unknown as ExternalSecretSpec;

/** What is made of the password with which Odoo comes to its database. */
const passwordsIn = (objects: Manifest[]) =>
  objects.filter(
    ({ kind, spec }) =>
      kind === 'ExternalSecret' &&
      JSON.stringify(spec).includes('{"key":"odoo-database-password"}'),
  );

/** `<secret>/<key>` of all that pods wait for. */
function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  const { secretKeyRef, secret, ...rest } = value as Record<string, unknown> & {
    secretKeyRef?: { name: string; key: string };
    secret?: { secretName?: string; items?: { key: string }[] };
  };
  return [
    ...(secretKeyRef ? [`${secretKeyRef.name}/${secretKeyRef.key}`] : []),
    ...(secret?.items ?? []).map(({ key }) => `${secret?.secretName}/${key}`),
    ...keysIn(Object.values(rest)),
  ];
}

/** Without the version. */
const nameIn = ({ metadata }: Manifest) =>
  metadata.name.replace(/^(odoo-conf)-\w+$/, '$1-*');

const podsIn = (objects: Manifest[]) =>
  objects.filter(({ kind }) => /^(Deployment|Job|CronJob)$/.test(kind));

describe('the credentials of a database', () => {
  const PLACES: [string, Partial<EnvironmentSpec>, string[]][] = [
    [
      'CloudNativePG of its own',
      {},
      ['odoo-conf', 'odoo-conf-*', 'odoo-db-app'],
    ],
    [
      'a shared CloudNativePG server',
      { tenancy: 'shared' },
      ['harbour-civil-production', 'odoo-conf', 'odoo-conf-*'],
    ],
    [
      'a Flexible Server of its own',
      { database: { kind: 'flexible-server' } },
      ['odoo-conf', 'odoo-conf-*', 'odoo-db-app'],
    ],
    [
      'a shared Flexible Server',
      { database: { kind: 'flexible-server' }, tenancy: 'shared' },
      ['harbour-civil-production', 'odoo-conf', 'odoo-conf-*'],
    ],
  ];

  it.each(PLACES)('on %s leave the vault by a change alone', (_, spec, all) => {
    const render = (restartedAt?: string) =>
      objectsIn(
        renderEnvironment(
          renderInputFor(exampleSpec({ ...spec, restartedAt })),
        ),
      );
    const secrets = passwordsIn(render());
    expect(secrets.map(nameIn).sort()).toEqual(all);
    for (const secret of secrets) {
      expect(specOf(secret)).toMatchObject({
        refreshPolicy: 'OnChange',
        refreshInterval: '0s',
      });
    }
    // A restart lets both sides be fetched, in one commit.
    const restarted = passwordsIn(render(RESTART));
    restarted.forEach((secret, index) =>
      expect([idOf(secret), secret.spec]).not.toEqual([
        idOf(secret),
        secrets[index].spec,
      ]),
    );
  });

  it('are waited for: no pod starts on a version that has not been fetched, and every fetch has pods of its own', () => {
    fc.assert(
      fc.property(
        environment,
        fc.record(
          {
            restartedAt: fc.constant(RESTART),
            users: fc.record({ named: fc.integer({ min: 1, max: 5000 }) }),
            owner: fc.constant('group:default/others'),
          },
          { requiredKeys: [] },
        ),
        ({ ref, spec, upgrade }, change) => {
          const [before, after] = [spec, { ...spec, ...change }].map(each =>
            objectsIn(
              renderEnvironment(renderInputFor(each, ref, undefined, upgrade)),
            ),
          );
          const given = passwordsIn(after).flatMap(secret =>
            Object.keys(specOf(secret).target.template?.data ?? {}).map(
              key => `${secret.metadata.name}/${key}`,
            ),
          );
          const wanted = podsIn(after).flatMap(keysIn);
          expect(
            wanted.filter(key => key !== 'odoo-db-admin/password'),
          ).toEqual(wanted.filter(key => given.includes(key)));
          const fetched = passwordsIn(after).filter(
            (secret, index) =>
              JSON.stringify(secret) !==
              JSON.stringify(passwordsIn(before)[index]),
          );
          // All of them or none: a password reaches one side alone never.
          expect([0, given.length && passwordsIn(after).length]).toContain(
            fetched.length,
          );
          const keys = (objects: Manifest[]) =>
            podsIn(objects)
              .filter(({ kind }) => kind === 'Deployment')
              .map(keysIn);
          expect(
            JSON.stringify(keys(after)) !== JSON.stringify(keys(before)),
          ).toBe(fetched.length > 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['argo-cd', 'Owner'],
    ['flux', 'Orphan'],
  ] as const)(
    'under %s let a pod of the version before start again until the new pods are there',
    (gitops, creationPolicy) => {
      const render = (restartedAt?: string) => {
        const input = renderInputFor(exampleSpec({ restartedAt }));
        const clusters = input.platform.clusters.map(cluster => ({
          ...cluster,
          gitops,
        }));
        return objectsIn(
          renderEnvironment({
            ...input,
            platform: { ...input.platform, clusters },
          }),
        );
      };
      const [before, after] = [render(), render(RESTART)];
      const wanted = podsIn(before)
        .filter(({ kind }) => kind === 'Deployment')
        .flatMap(keysIn)
        .map(key => key.split('/')[0]);
      // External Secrets takes away the keys that a template no longer has: what they start from is no template's now.
      expect(passwordsIn(after).map(({ metadata }) => metadata.name)).toEqual(
        expect.not.arrayContaining(wanted),
      );
      for (const secret of passwordsIn(before).filter(({ metadata }) =>
        wanted.includes(metadata.name),
      )) {
        expect(secret.metadata.annotations).toMatchObject({
          'argocd.argoproj.io/sync-options': 'PruneLast=true',
        });
        expect(specOf(secret).target.creationPolicy).toBe(creationPolicy);
      }
      // Pods of before there were versions know one name alone.
      const common = passwordsIn(after).find(
        ({ metadata }) => metadata.name === 'odoo-conf',
      );
      expect(
        Object.keys((common && specOf(common).target.template?.data) ?? {}),
      ).toEqual(['odoo.conf', 'session-database-uri']);
    },
  );

  it('of another environment are another version', () => {
    const conf = (tenant: string) =>
      passwordsIn(
        objectsIn(
          renderEnvironment(
            renderInputFor(exampleSpec(), { ...EXAMPLE_REF, tenant }),
          ),
        ),
      ).map(specOf);
    expect(conf('harbour-two')).not.toEqual(conf('harbour-civil'));
  });
});
