import { LABELS, sharesServer } from '@plumbline/plugin-odoo-common';
import * as fc from 'fast-check';
import {
  GeneratedEnvironment,
  environment,
} from '../__testUtils__/arbitraries';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  restoreTestInputFor,
} from '../__testUtils__/examples';
import { idOf, objectsIn } from '../__testUtils__/objects';
import { judge } from '../__testUtils__/policies';
import { PublishedSchemas, schemasPresent } from '../__testUtils__/schemas';
import { renderEnvironment } from '../render/renderEnvironment';
import { renderRestoreTest } from './renderRestoreTest';

function forEveryRecoverableEnvironment(
  assert: (generated: GeneratedEnvironment) => void,
  numRuns: number,
): void {
  fc.assert(
    fc.property(
      environment.filter(
        ({ ref, spec }) =>
          spec.tier < 4 &&
          spec.database.kind === 'cloudnative-pg' &&
          !sharesServer(ref, spec),
      ),
      assert,
    ),
    { numRuns },
  );
}

const example = () => objectsIn(renderRestoreTest(restoreTestInputFor()));
const objectsOf = (kind: string) =>
  example().filter(object => object.kind === kind);
const only = (kind: string) => {
  const [object, ...others] = objectsOf(kind);
  expect(others).toEqual([]);
  return object;
};

interface Pod {
  initContainers: Container[];
  containers: Container[];
}
interface Container {
  name: string;
  image: string;
  restartPolicy?: string;
  env: { name: string; value: string }[];
  volumeMounts: { name: string; mountPath: string }[];
}
const pod = () => (only('Job').spec!.template as unknown as { spec: Pod }).spec;

describe('renderRestoreTest, for every environment with backups', () => {
  it('gives the same bytes for the same input, and no object that readers of YAML take differently', () => {
    forEveryRecoverableEnvironment(({ ref, spec }) => {
      const input = restoreTestInputFor(spec, ref);
      const files = renderRestoreTest(input);
      expect(renderRestoreTest(structuredClone(input))).toEqual(files);
      expect(objectsIn(files, '1.1')).toEqual(objectsIn(files, '1.2'));
    }, 25);
  });

  it('passes every starter policy', () => {
    forEveryRecoverableEnvironment(({ ref, spec }) => {
      const results = judge(
        objectsIn(renderRestoreTest(restoreTestInputFor(spec, ref))),
      );
      expect(
        results.filter(({ verdict }) => ['fail', 'error'].includes(verdict)),
      ).toEqual([]);
      expect(results.filter(({ verdict }) => verdict === 'pass')).not.toEqual(
        [],
      );
    }, 25);
  }, 60_000);

  it('shares no path, no name and no part-of with any environment', () => {
    forEveryRecoverableEnvironment(({ ref, spec }) => {
      const input = restoreTestInputFor(spec, ref);
      const test = renderRestoreTest(input);
      const paths = new Set(renderEnvironment(input).map(({ path }) => path));
      expect(test.filter(({ path }) => paths.has(path))).toEqual([]);
      for (const { metadata } of objectsIn(test)) {
        // A tenant's name has no dot.
        expect(metadata.labels[LABELS.partOf]).toMatch(
          /^restore\.[-a-z0-9]{1,55}$/,
        );
        expect(metadata.namespace ?? metadata.name).toMatch(
          /^(restore-[-a-z0-9]{1,55}|argocd|flux-system)$/,
        );
      }
    }, 25);
  });
});

(schemasPresent ? describe : describe.skip)(
  'published schemas (needs ../shared/fixtures)',
  () => {
    it('accept every object of every restore test', () => {
      const schemas = new PublishedSchemas();
      forEveryRecoverableEnvironment(({ ref, spec }) => {
        const objects = objectsIn(
          renderRestoreTest(restoreTestInputFor(spec, ref)),
        );
        expect(objects.flatMap(object => schemas.problemsOf(object))).toEqual(
          [],
        );
      }, 25);
    }, 60_000);
  },
);

describe('renderRestoreTest', () => {
  it('lies beside the environments and is taken on by the cluster that holds the data', () => {
    expect(
      renderRestoreTest(restoreTestInputFor()).map(({ path }) => path),
    ).toEqual([
      'clusters/aks-north-1/restore.harbour-civil-production.yaml',
      'restore-tests/harbour-civil-production/manifests/00-namespace.yaml',
      'restore-tests/harbour-civil-production/manifests/10-network-policy.yaml',
      'restore-tests/harbour-civil-production/manifests/20-access.yaml',
      'restore-tests/harbour-civil-production/manifests/30-restore-test.yaml',
    ]);
  });

  it('is destroyed whole when its files go: the finalizer cascades and nothing is kept', () => {
    expect(only('Application').metadata.finalizers).toEqual([
      'resources-finalizer.argocd.argoproj.io',
    ]);
    const ofFlux = exampleSpec({
      region: 'westeurope',
      recoveryRegion: 'northeurope',
    });
    const [kustomization] = objectsIn(
      renderRestoreTest(restoreTestInputFor(ofFlux)),
    );
    expect(kustomization).toMatchObject({
      kind: 'Kustomization',
      metadata: { name: 'restore.harbour-civil-production' },
      spec: { prune: true, deletionPolicy: 'Delete' },
    });
    expect(
      example()
        .filter(
          ({ metadata }) =>
            metadata.annotations?.['argocd.argoproj.io/sync-options'],
        )
        .map(idOf),
    ).toEqual([]);
  });

  it('lets nothing in, and out only its own pod to the backup store and to DNS', () => {
    const policies = objectsOf('NetworkPolicy');
    expect(policies.map(({ spec }) => spec!.ingress)).toEqual(
      policies.map(() => undefined),
    );
    const [deny, dns, store] = policies.map(({ spec }) => spec!);
    expect(deny).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(dns.egress).toMatchObject([{ ports: [{ port: 53 }, { port: 53 }] }]);
    expect(store.egress).toEqual([
      {
        to: [{ ipBlock: { cidr: '10.20.4.5/32' } }],
        ports: [{ port: 443, protocol: 'TCP' }],
      },
    ]);
    expect(objectsOf('Service')).toEqual([]);
  });

  it('runs Odoo beside the test from the release, out of reach of its credentials and its database files', () => {
    const [odoo, ...otherSidecars] = pod().initContainers;
    const [program, ...others] = pod().containers;
    const { spec: release } = restoreTestInputFor().release;
    expect([...otherSidecars, ...others]).toEqual([]);
    expect(odoo).toMatchObject({
      name: 'odoo',
      image: `${release.image}@${release.digest}`,
      restartPolicy: 'Always',
    });
    const mounts = (container: Container) =>
      container.volumeMounts.map(({ name }) => name);
    expect(mounts(program)).toEqual(['run', 'secrets', 'work', 'tmp']);
    expect(mounts(odoo)).toEqual(['run', 'odoo-conf', 'odoo-data', 'odoo-tmp']);
    expect(odoo).not.toHaveProperty('startupProbe');
    expect(only('ConfigMap').data).toMatchObject({
      'odoo.conf': expect.stringMatching(
        /db_host = \/run\/restore-test[^]*list_db = False[^]*workers = 0\nmax_cron_threads = 0/,
      ),
    });
  });

  it('asks for what the change asked for, in the containers where the golden path puts backups', () => {
    const { test } = restoreTestInputFor();
    const values = Object.fromEntries(
      pod().containers[0].env.map(({ name, value }) => [name, value]),
    );
    expect(values).toMatchObject({
      RESTORE_TEST_ENVIRONMENT: 'harbour-civil/production',
      RESTORE_TEST_ID: test.id,
      RESTORE_TEST_NONCE: test.nonce,
      RESTORE_TEST_CONTAINER_URL:
        'https://plumblinebackups.blob.core.windows.net/harbour-civil-production',
      RESTORE_TEST_DATABASE_PREFIX: 'odoo-db/',
      RESTORE_TEST_FILESTORE_PREFIX: 'filestore/',
      RESTORE_TEST_RESULT_URL: `https://plumblinebackups.blob.core.windows.net/restore-tests/harbour-civil-production/${test.id}.json`,
      RESTORE_TEST_KEY_ID: 'harbour-civil-production',
    });
    expect(JSON.parse(values.RESTORE_TEST_POINT)).toEqual(test.point);
  });

  it.each([
    [
      'tier 4',
      restoreTestInputFor(exampleSpec({ tier: 4, recoveryRegion: undefined }), {
        ...EXAMPLE_REF,
        stage: 'dev',
      }),
      'tier 4 is rebuilt, not restored',
    ],
    [
      'a Flexible Server',
      restoreTestInputFor(
        exampleSpec({ database: { kind: 'flexible-server' } }),
      ),
      'Azure alone can restore its backups',
    ],
    [
      'a server that others share',
      restoreTestInputFor(exampleSpec({ tenancy: 'shared' })),
      'on the database server pg-north-1 with others',
    ],
    [
      'a platform without the image',
      restoreTestInputFor(
        undefined,
        undefined,
        examplePlatform({ restoreTest: undefined }),
      ),
      'odoo.platform.restoreTest is not configured',
    ],
    [
      'an id that is no name',
      {
        ...restoreTestInputFor(),
        test: { ...restoreTestInputFor().test, id: '../x' },
      },
      'cannot be rendered',
    ],
  ])('refuses %s', (_, input, message) => {
    expect(() => renderRestoreTest(input)).toThrow(message);
  });

  it('refuses a platform whose copies could reach everything', () => {
    expect(() =>
      examplePlatform({
        restoreTest: {
          image: `registry.example/restore-test@sha256:${'d'.repeat(64)}`,
          storeAddresses: ['0.0.0.0/0'],
        },
      }),
    ).toThrow('would let a restored copy reach everything');
  });
});
