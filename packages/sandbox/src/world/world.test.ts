import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkSpec,
  environmentDocumentSchema,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { planEnvironment } from '@plumbline/plugin-odoo-golden-path';
import { parse } from 'yaml';
import { conditionOf, type Condition, type Pod } from '../controllers/runtime';
import type { Application } from '../controllers';
import { noPods } from '../controllers/testing/noPods';
import { testBackups } from '../controllers/testing/testBackups';
import type { Deployment } from '../controllers/workloads';
import { createGitOpsRepository } from '../git';
import type { KubernetesObject } from '../kubernetes';
import { seedClusters, type SeededClusters } from '../seededClusters';
import {
  Ailments,
  deploymentsOf,
  loadPlatform,
  loadWorld,
  releasesOf,
  repositorySeed,
  type WorldFacts,
} from '.';

// A Monday afternoon in Europe.
const NOW = new Date('2026-03-02T14:30:00Z');
const HOUR = 3_600_000;

async function facts(): Promise<WorldFacts> {
  const [world, platform] = [await loadWorld(), await loadPlatform()];
  const releases = releasesOf(world, NOW);
  return { world, platform, releases, seededAt: NOW };
}

/** Rendered once for all: it takes seconds. */
let seed: Awaited<ReturnType<typeof repositorySeed>>;

beforeAll(async () => {
  seed = await repositorySeed(await facts());
}, 60_000);

describe('the world of the Harbour Group', () => {
  it('has specs that the portal would accept, on clusters that hold them', async () => {
    const given = await facts();
    const { platform, releases } = given;
    const latest = new Map(
      deploymentsOf(given).map(each => [formatEnvironmentRef(each.ref), each]),
    );
    expect(latest.size).toBeGreaterThanOrEqual(28);
    const used = new Map(platform.clusters.map(({ name }) => [name, [0, 0]]));
    for (const { ref, spec, cluster } of latest.values()) {
      // What is behind is upgraded before anything else.
      const upgraded = { ...spec, goldenPath: platform.goldenPath };
      const errors = checkSpec(ref, upgraded, {
        platform,
        releases: [...releases.values()],
        takenHostnames: new Map(),
        environments: latest,
        now: NOW,
      });
      expect([formatEnvironmentRef(ref), errors]).toEqual([
        formatEnvironmentRef(ref),
        [],
      ]);
      const { placement, totals } = planEnvironment({ ref, spec, platform });
      const sum = used.get(cluster ?? placement.cluster) ?? [];
      sum[0] += totals.cpu;
      sum[1] += totals.memoryGiB;
    }
    const specs = [...latest.values()];
    expect(new Set(specs.map(({ ref }) => ref.tenant)).size).toBe(14);
    expect(new Set(specs.map(({ ref }) => ref.stage)).size).toBe(5);
    expect(new Set(specs.map(({ spec }) => spec.tier)).size).toBe(4);
    for (const { name, capacity } of platform.clusters) {
      const [cpu, memoryGiB] = used.get(name) ?? [];
      // Room for what is created while one plays with the portal.
      expect(cpu).toBeLessThan(capacity.cpu * 0.7);
      expect(memoryGiB).toBeLessThan(capacity.memoryGiB * 0.7);
    }
  });

  it('makes the same repository from the same seed', async () => {
    expect(await repositorySeed(await facts())).toEqual(seed);
    const times = seed.commits.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(NOW.getTime());
    const documents = seed.commits
      .flatMap(({ files }) => [...files])
      .filter(([path]) => path.endsWith('/environment.yaml'));
    for (const [, text] of documents) {
      environmentDocumentSchema.parse(parse(text ?? ''));
    }
  });
});

describe('the calendars of the Harbour Group', () => {
  it('give web its maximum in the payroll, and half an hour before it', () => {
    const { commits } = seed;
    const path =
      'environments/harbour-civil/production/manifests/82-autoscaling.yaml';
    const text = commits.flatMap(({ files }) => files.get(path) ?? []).at(-1);
    const { triggers } = parse(text ?? '').spec;
    // Five days after a Monday is a Saturday: it is made the day before.
    expect(triggers).toContainEqual(
      expect.objectContaining({
        type: 'cron',
        metadata: expect.objectContaining({
          start: '30 17 * * 5',
          end: '0 22 * * 5',
        }),
      }),
    );
  });
});

describe('clusters that lived through it', () => {
  let folder: string;
  let seeded: SeededClusters;
  const warnings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-world-'));
    const repository = join(folder, 'gitops.git');
    const given = await facts();
    const backups = testBackups();
    await createGitOpsRepository(repository, seed);
    seeded = await seedClusters({
      ...given,
      repository,
      now: NOW,
      vaultKey: 'test',
      rootCertificate: 'certificate of the test',
      services: {
        backups: () => backups,
        pods: noPods,
        issuedSecret: () => undefined,
      },
      ailments: new Ailments(),
      logger: { info: () => undefined, warn: text => warnings.push(text) },
    });
  }, 600_000);

  afterAll(async () => {
    seeded?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const all = <T extends KubernetesObject>(group: string, kind: string) =>
    seeded.clusters.flatMap(({ store }) => store.list({ group, kind }) as T[]);
  const namesOf = (objects: readonly KubernetesObject[]) =>
    [
      ...new Set(
        objects.map(({ metadata }) =>
          metadata.namespace?.slice('odoo-'.length),
        ),
      ),
    ].sort();
  const condition = (object: KubernetesObject, type: string) =>
    conditionOf(object.status?.conditions as Condition[] | undefined, type);

  /** A pod of a Job comes, works and is done: it is never ready. */
  const stays = ({ metadata }: Pod) =>
    !metadata.ownerReferences?.some(({ kind }) => kind === 'Job');

  it('are healthy but for what the world did to them', () => {
    expect(warnings).toEqual([]);
    const pods = all<Pod>('', 'Pod').filter(stays);
    expect(pods.length).toBeGreaterThan(90);
    // Between two kills a pod is ready for a moment.
    const troubled = pods.filter(
      pod =>
        condition(pod, 'Ready')?.status !== 'True' ||
        pod.status?.containerStatuses?.some(
          ({ restartCount }) => restartCount > 0,
        ),
    );
    expect(namesOf(troubled)).toEqual([
      'harbour-steel-staging',
      'harbour-tunnels-production',
    ]);
    const databases = all('postgresql.cnpg.io', 'Cluster').map(
      ({ status }) => status?.phase,
    );
    expect(new Set(databases)).toEqual(new Set(['Cluster in healthy state']));
    const secrets = all('external-secrets.io', 'ExternalSecret').filter(
      object => condition(object, 'Ready')?.status !== 'True',
    );
    expect(secrets).toEqual([]);
    const degraded = all<Application>('argoproj.io', 'Application').filter(
      ({ status = {} }) => status.health?.status === 'Degraded',
    );
    expect(degraded.map(({ metadata }) => metadata.name)).toEqual([
      'harbour-steel-staging',
    ]);
    const over = all('', 'ResourceQuota').filter(({ status }) => {
      const { used, hard } = status as Record<string, Record<string, string>>;
      return Number(used.pods) > Number(hard.pods);
    });
    expect(over).toEqual([]);
  });

  it('refuse by the policies of the repository what the portal would', () => {
    for (const { store } of seeded.clusters) {
      const [environment] = store
        .list({ group: '', kind: 'Namespace' })
        .filter(({ metadata }) => metadata.labels?.['plumbline.dev/tenant']);
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'debug', namespace: environment.metadata.name },
        spec: { containers: [{ name: 'shell', image: 'busybox:latest' }] },
      };
      expect(() => store.create(pod)).toThrow(
        "ValidatingAdmissionPolicy 'images-by-digest' with binding 'images-by-digest' denied request: images must be named by digest: busybox:latest",
      );
      expect(() =>
        store.create({
          ...pod,
          metadata: { name: 'debug', namespace: 'keda' },
        }),
      ).not.toThrow();
    }
  });

  it('kill the web pods of one production for memory, since hours', () => {
    const killed = all<Pod>('', 'Pod').filter(({ status }) =>
      status?.containerStatuses?.some(
        ({ lastState }) => lastState.terminated?.reason === 'OOMKilled',
      ),
    );
    expect(namesOf(killed)).toEqual(['harbour-tunnels-production']);
    for (const { status } of killed) {
      expect(status?.containerStatuses?.[0].restartCount).toBeGreaterThan(20);
    }
  });

  it('have a rollout that exceeded its deadline for an image that cannot be pulled', () => {
    const stuck = all<Deployment>('apps', 'Deployment').filter(
      object =>
        condition(object, 'Progressing')?.reason === 'ProgressDeadlineExceeded',
    );
    expect(namesOf(stuck)).toEqual(['harbour-steel-staging']);
    const pulling = all<Pod>('', 'Pod').filter(({ status }) =>
      [
        ...(status?.initContainerStatuses ?? []),
        ...(status?.containerStatuses ?? []),
      ].some(({ state }) => state.waiting?.reason.includes('ImagePull')),
    );
    expect(namesOf(pulling)).toEqual(['harbour-steel-staging']);
  });

  it('have one application out of sync after a failed operation, on a production', () => {
    const outOfSync = all<Application>('argoproj.io', 'Application').filter(
      ({ status }) => status?.sync?.status !== 'Synced',
    );
    expect(outOfSync.map(({ metadata }) => metadata.name)).toEqual([
      'harbour-marine-production',
    ]);
    const [{ status = {} }] = outOfSync;
    expect(status.operationState?.phase).toBe('Failed');
    expect(status.operationState?.message).toContain('field is immutable');
    const since = Date.parse(status.operationState?.startedAt ?? '');
    expect(NOW.getTime() - since).toBeGreaterThan(1.9 * HOUR);
  });

  it('have a certificate that expires in days because its renewal fails', () => {
    const failing = all('cert-manager.io', 'Certificate').filter(
      ({ status }) => Number(status?.failedIssuanceAttempts) > 0,
    );
    expect(namesOf(failing)).toEqual(['harbour-rail-production']);
    expect(condition(failing[0], 'Ready')?.status).toBe('True');
    const left = Date.parse(String(failing[0].status?.notAfter)) - +NOW;
    expect(left / (24 * HOUR)).toBeCloseTo(6, 0);
  });

  it('have environments on a shared server, each with its own role and database, and one on a managed server', () => {
    const applied = (kind: string) =>
      all('postgresql.cnpg.io', kind)
        .filter(({ status }) => status?.applied === true)
        .map(({ metadata }) => `${metadata.namespace} ${metadata.name}`);
    const shared = [
      'odoo-db-shared-west harbour-bridges-qa',
      'odoo-db-shared-west harbour-quay-dev',
      'odoo-db-shared-west harbour-quay-production',
      'odoo-db-shared-west harbour-quay-staging',
    ];
    expect(applied('Database')).toEqual(shared);
    expect(applied('DatabaseRole')).toEqual(shared);
    const managed = [
      ...all('dbforpostgresql.azure.com', 'FlexibleServer'),
      ...all('dbforpostgresql.azure.com', 'FlexibleServersDatabase'),
    ];
    expect(namesOf(managed)).toEqual(['harbour-airports-production']);
    for (const object of managed) {
      expect(condition(object, 'Ready')?.status).toBe('True');
    }
  });

  it('have one cluster that Flux brought to the last commit', () => {
    const kustomizations = all('kustomize.toolkit.fluxcd.io', 'Kustomization');
    expect(kustomizations.map(({ metadata }) => metadata.name)).toEqual([
      'harbour-dredging-production',
      'harbour-dredging-staging',
      'policies',
      'root',
    ]);
    const head = `main@sha1:${seeded.feed.current?.commit}`;
    for (const object of kustomizations) {
      expect(condition(object, 'Ready')?.status).toBe('True');
      expect(object.status?.lastAppliedRevision).toBe(head);
    }
  });

  it('have one environment asleep by schedule, and for hours to come', () => {
    const asleep = all('keda.sh', 'ScaledObject').filter(
      object => condition(object, 'Active')?.status === 'False',
    );
    expect(namesOf(asleep)).toEqual(['harbour-overseas-dev']);
    const pods = all<Pod>('', 'Pod').filter(
      pod =>
        pod.metadata.namespace === 'odoo-harbour-overseas-dev' && stays(pod),
    );
    expect(pods.map(({ metadata }) => metadata.name)).toEqual(['odoo-db-1']);
    seeded.clock.fastForward(new Date(NOW.getTime() + 4 * HOUR));
    expect(
      all('keda.sh', 'ScaledObject').filter(
        object =>
          namesOf([object])[0] === 'harbour-overseas-dev' &&
          condition(object, 'Active')?.status === 'True',
      ),
    ).toEqual([]);
  });

  it('have backups as old as their retention', () => {
    const windows = all('barmancloud.cnpg.io', 'ObjectStore').flatMap(
      ({ status }) =>
        // A store that a copy was only read from has none.
        Object.values(
          (status?.serverRecoveryWindow ?? {}) as Record<
            string,
            Record<string, string>
          >,
        ),
    );
    expect(windows.length).toBeGreaterThan(15);
    for (const window of windows) {
      const age = +NOW - Date.parse(window.lastSuccessfulBackupTime);
      expect(age).toBeLessThan(25 * HOUR);
    }
    const firsts = windows.map(
      window => +NOW - Date.parse(window.firstRecoverabilityPoint),
    );
    expect(Math.max(...firsts) / (24 * HOUR)).toBeGreaterThan(30);
    expect(Math.max(...firsts) / (24 * HOUR)).toBeLessThan(37);
  });
});
