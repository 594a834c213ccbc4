import { EnvironmentSpec } from '@plumbline/plugin-odoo-common';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn, podTemplatesOf } from '../__testUtils__/objects';
import { renderEnvironment } from './renderEnvironment';

describe('renderEnvironment', () => {
  it('names files by path and lists them in order', () => {
    const paths = renderEnvironment(renderInputFor()).map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
    expect(paths).toEqual(
      expect.arrayContaining([
        'clusters/aks-north-1/harbour-civil-production.yaml',
        'environments/harbour-civil/production/catalog-info.yaml',
        'environments/harbour-civil/production/environment.yaml',
        'environments/harbour-civil/production/manifests/30-database.yaml',
        'environments/harbour-civil/production/manifests/50-web.yaml',
      ]),
    );
  });

  it('writes every object out in full: a reviewer need not follow YAML anchors', () => {
    for (const { content } of renderEnvironment(renderInputFor())) {
      expect(content).not.toMatch(/[&*]a\d/);
    }
  });

  it('leaves the number of pods to KEDA where the environment sleeps', () => {
    const spec = exampleSpec({ tier: 3, schedule: 'office-hours' });
    const objects = objectsIn(
      renderEnvironment(renderInputFor(spec, { ...EXAMPLE_REF, stage: 'qa' })),
    );
    const deployments = objects.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ spec: { replicas } = {} }) => replicas)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const schedules = objects.filter(({ kind }) => kind === 'ScaledObject');
    expect(schedules.map(object => object.spec?.scaleTargetRef)).toEqual(
      deployments.map(({ metadata: { name } }) => ({ name })),
    );
    expect(schedules[0].spec).toMatchObject({
      minReplicaCount: 0,
      triggers: [{ metadata: { timezone: 'Europe/Dublin' } }],
    });
  });

  it('lets Flux apply the environment where the cluster has Flux', () => {
    const spec = exampleSpec({
      region: 'westeurope',
      recoveryRegion: 'northeurope',
    });
    const input = renderInputFor(
      spec,
      EXAMPLE_REF,
      examplePlatform({
        gitops: {
          repoUrl: 'https://git.example/gitops.git',
          flux: { sourceName: 'erp', serviceAccountName: 'erp-applier' },
        },
      }),
    );
    const entry = renderEnvironment(input).find(
      ({ path }) =>
        path === 'clusters/aks-west-1/harbour-civil-production.yaml',
    )!;
    expect(parse(entry.content)).toMatchObject({
      kind: 'Kustomization',
      metadata: { name: 'harbour-civil-production', namespace: 'flux-system' },
      spec: {
        sourceRef: { kind: 'GitRepository', name: 'erp' },
        path: './environments/harbour-civil/production/manifests',
        interval: '5m',
        serviceAccountName: 'erp-applier',
      },
    });
  });

  it('restarts all of Odoo when somebody asks for it, and nothing else', () => {
    const templatesOf = (spec: EnvironmentSpec) =>
      objectsIn(renderEnvironment(renderInputFor(spec))).map(object => ({
        id: idOf(object),
        templates: podTemplatesOf(object),
      }));
    const restartedAt = '2026-11-23T08:00:00Z';
    const before = templatesOf(exampleSpec());
    const changed = templatesOf(exampleSpec({ restartedAt })).filter(
      ({ templates }, index) =>
        !isDeepStrictEqual(templates, before[index].templates),
    );
    expect(changed.map(({ id }) => id)).toEqual([
      // Runs on the credentials that are fetched with a restart, and is not begun by it.
      'Job/odoo-migrate-bbbbbbbbbbbb',
      'Deployment/odoo-web',
      'Deployment/odoo-websocket',
      'Deployment/odoo-cron',
      'Deployment/odoo-queue',
    ]);
    expect(changed[1].templates[0].metadata).toMatchObject({
      annotations: { 'plumbline.dev/restarted-at': restartedAt },
    });
  });

  it('says on the namespace when what is temporary expires', () => {
    const namespaceOf = (expires: string) =>
      objectsIn(
        renderEnvironment(
          renderInputFor(exampleSpec({ tier: 3, expires }), {
            ...EXAMPLE_REF,
            stage: 'qa',
          }),
        ),
      ).find(({ kind }) => kind === 'Namespace')!;
    expect(namespaceOf('2027-03-31').metadata.annotations).toMatchObject({
      'plumbline.dev/expires': '2027-03-31',
    });
    expect(namespaceOf('never').metadata.annotations).not.toHaveProperty([
      'plumbline.dev/expires',
    ]);
  });

  it('renders no backup where the tier has none', () => {
    const spec = exampleSpec({ tier: 4, recoveryRegion: undefined });
    const kinds = objectsIn(
      renderEnvironment(renderInputFor(spec, { ...EXAMPLE_REF, stage: 'dev' })),
    ).map(({ kind }) => kind);
    expect(kinds).toContain('Cluster');
    expect(kinds).not.toContain('ObjectStore');
    expect(kinds).not.toContain('ScheduledBackup');
  });

  it('shuts the database manager off and serves TLS only', () => {
    const [route] = objectsIn(renderEnvironment(renderInputFor())).filter(
      ({ kind }) => kind === 'IngressRoute',
    );
    expect(route.spec).toMatchObject({
      entryPoints: ['websecure'],
      routes: expect.arrayContaining([
        expect.objectContaining({
          match:
            '(Host(`erp.harbour-civil.example`)) && PathPrefix(`/web/database`)',
          middlewares: [{ name: 'odoo-deny' }],
        }),
      ]),
      tls: { secretName: 'odoo-web-tls' },
    });
  });

  it('refuses what the schema refuses instead of rendering it', () => {
    const spec = exampleSpec({ hostnames: ['a`) || Host(`evil.example'] });
    expect(() => renderEnvironment(renderInputFor(spec))).toThrow(
      'harbour-civil/production cannot be rendered',
    );
  });
});
