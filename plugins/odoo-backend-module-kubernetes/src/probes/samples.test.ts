import { Environment, ProbeId } from '@plumbline/plugin-odoo-common';
import { KindId } from '../records';
import { environment } from '../__testUtils__/environment';
import { judge, listingsOf } from '../__testUtils__/judge';
import { deployment, healthyWorld } from '../__testUtils__/objects';
import { haveSamples, sample } from '../__testUtils__/samples';

if (!haveSamples) {
  process.stderr.write(
    'Skipped: the samples (../shared/fixtures/kubernetes) are not on this machine\n',
  );
}

interface Row {
  /** Sample that takes the place of the planned object. */
  file: string;
  kind: KindId;
  now: string;
  probe: ProbeId;
  status: string;
  words: RegExp;
  value?: unknown;
  since?: string;
  deadline?: string;
  environment?: Environment;
}

const DAY = 24 * 60 * 60 * 1000;
const OFFICE = environment(
  { sleepSchedules: ['odoo-web-hours'] },
  'acme',
  'qa',
);

// prettier-ignore
const ROWS: Row[] = [
  { file: 'Deployment/progress-deadline-exceeded', kind: 'deployments', now: '2018-07-18T06:59:23Z', probe: 'rollout.progress', status: 'critical', words: /odoo-web has been stuck for 30 min, ProgressDeadlineExceeded: ReplicaSet "guestbook-ui-75dd4d49d5" has timed out/, since: '2018-07-18T06:29:23.000Z' },
  { file: 'Deployment/progressing', kind: 'deployments', now: '2018-07-18T06:24:22Z', probe: 'rollout.progress', status: 'ok', words: /in progress: 1 of 1 pods updated/, since: '2018-07-18T06:19:22.000Z' },
  { file: 'Deployment/progressing', kind: 'deployments', now: '2018-07-18T06:29:22Z', probe: 'rollout.progress', status: 'degraded', words: /in progress/, since: '2018-07-18T06:19:22.000Z' },
  { file: 'Deployment/paused', kind: 'deployments', now: '2018-07-18T07:00:00Z', probe: 'rollout.progress', status: 'degraded', words: /odoo-web is paused/ },
  { file: 'Certificate/expiring', kind: 'certificates', now: '2026-07-30T09:00:00Z', probe: 'ingress.certificate', status: 'ok', words: /valid until 2026-08-02 00:00 UTC, 2 d from now; renewal fails: 5 attempts, last 8 h ago/, value: 2, deadline: '2026-08-02T00:00:00.000Z' },
  { file: 'Certificate/expiring', kind: 'certificates', now: '2026-08-02T03:00:00Z', probe: 'ingress.certificate', status: 'critical', words: /expired 3 h ago/, since: '2026-08-02T00:00:00.000Z' },
  { file: 'Certificate/progressing-issuing', kind: 'certificates', now: '2021-09-15T02:20:00Z', probe: 'ingress.certificate', status: 'critical', words: /has not been ready for 10 min: Issuing certificate as Secret does not exist/, since: '2021-09-15T02:10:00.000Z' },
  { file: 'Certificate/progressing-noStatus', kind: 'certificates', now: '2021-09-15T02:20:00Z', probe: 'ingress.certificate', status: 'critical', words: /cert-manager has not reported/ },
  { file: 'Certificate/healthy-renewed', kind: 'certificates', now: '2019-02-04T00:00:00Z', probe: 'ingress.certificate', status: 'unknown', words: /does not say when it expires/ },
  { file: 'ExternalSecret/degraded', kind: 'externalSecrets', now: '2021-11-16T22:59:34Z', probe: 'secrets.synced', status: 'critical', words: /has not been synced for 60 min: could not get secret data from provider/, since: '2021-11-16T21:59:34.000Z' },
  { file: 'ExternalSecret/progressing', kind: 'externalSecrets', now: '2021-11-16T22:59:34Z', probe: 'secrets.synced', status: 'critical', words: /has not reported/ },
  { file: 'ExternalSecret/healthy', kind: 'externalSecrets', now: '2021-11-29T18:34:00Z', probe: 'secrets.synced', status: 'ok', words: /refreshed 96 s|refreshed 1 min ago/ },
  { file: 'ExternalSecret/healthy', kind: 'externalSecrets', now: '2021-11-29T18:35:24Z', probe: 'secrets.synced', status: 'degraded', words: /refreshed 3 min ago, its interval is 1m/, since: '2021-11-29T18:34:24.000Z' },
  { file: 'CNPGCluster/archiving-ok-intree-recoverability', kind: 'databaseClusters', now: '2026-07-30T09:30:00Z', probe: 'database.archiving', status: 'ok', words: /archives its WAL/, since: '2026-07-30T09:00:00.000Z' },
  { file: 'CNPGCluster/plugin-no-recoverability-fields', kind: 'databaseClusters', now: '2026-07-30T09:30:00Z', probe: 'database.replicas', status: 'ok', words: /3 of 3 instances/, value: 3 },
  { file: 'CNPGCluster/archiving-failing', kind: 'databaseClusters', now: '2026-07-30T09:15:00Z', probe: 'database.archiving', status: 'degraded', words: /failed for 15 min: unexpected failure invoking barman-cloud-wal-archive/ },
  { file: 'CNPGCluster/archiving-failing', kind: 'databaseClusters', now: '2026-07-30T09:16:00Z', probe: 'database.archiving', status: 'critical', words: /failed for 16 min/, since: '2026-07-30T09:00:00.000Z' },
  { file: 'CNPGCluster/degraded', kind: 'databaseClusters', now: '2025-04-25T20:36:45Z', probe: 'database.phase', status: 'critical', words: /Failing over, Initiating a failover from cluster-example-2 for 2 min; no primary serves/ },
  { file: 'CNPGCluster/degraded', kind: 'databaseClusters', now: '2025-04-25T20:36:45Z', probe: 'database.replicas', status: 'degraded', words: /2 of 3 instances/, value: 2 },
  { file: 'CNPGCluster/progressing', kind: 'databaseClusters', now: '2025-04-25T20:00:00Z', probe: 'database.phase', status: 'critical', words: /Setting up primary/ },
  { file: 'CNPGCluster/progressing', kind: 'databaseClusters', now: '2025-04-25T20:00:00Z', probe: 'database.archiving', status: 'unknown', words: /does not say/ },
  { file: 'CNPGCluster/suspended', kind: 'databaseClusters', now: '2025-05-03T20:00:00Z', probe: 'database.phase', status: 'critical', words: /hibernated while nothing says that the environment sleeps/, since: '2025-05-03T19:53:47.000Z', environment: OFFICE },
  { file: 'CNPGCluster/suspended', kind: 'databaseClusters', now: '2025-05-03T20:00:00Z', probe: 'database.phase', status: 'critical', words: /nothing says that the environment sleeps/ },
  { file: 'HorizontalPodAutoscaler/at-max', kind: 'horizontalPodAutoscalers', now: '2026-07-30T08:50:00Z', probe: 'autoscaler.limited', status: 'ok', words: /at its maximum of 4 pods for 20 min/, value: 4 },
  { file: 'HorizontalPodAutoscaler/at-max', kind: 'horizontalPodAutoscalers', now: '2026-07-30T09:30:00Z', probe: 'autoscaler.limited', status: 'degraded', words: /maximum of 4 pods for 60 min and would add more/, since: '2026-07-30T08:30:00.000Z' },
  { file: 'HorizontalPodAutoscaler/healthy', kind: 'horizontalPodAutoscalers', now: '2022-05-14T00:00:00Z', probe: 'autoscaler.limited', status: 'ok', words: /1 of at most 2 pods/ },
  { file: 'ScaledObject/keda-degraded', kind: 'scaledObjects', now: '2023-12-19T00:00:00Z', probe: 'autoscaler.limited', status: 'degraded', words: /doesn't have correct triggers/ },
  { file: 'ScaledObject/keda-fallback', kind: 'scaledObjects', now: '2023-12-19T00:00:00Z', probe: 'autoscaler.limited', status: 'degraded', words: /falls back/ },
  { file: 'Application/synced-with-history-operationstate', kind: 'applications', now: '2024-03-05T07:40:00Z', probe: 'gitops.sync', status: 'ok', words: /In sync with rev1/, value: 'rev1' },
  { file: 'Application/degraded', kind: 'applications', now: '2026-07-30T09:08:00Z', probe: 'gitops.health', status: 'degraded', words: /Degraded for 10 min: Deployment env-00042-web: .*exceeded its progress deadline/, since: '2026-07-30T08:58:00.000Z' },
  { file: 'Application/degraded', kind: 'applications', now: '2026-07-30T09:08:00Z', probe: 'gitops.sync', status: 'ok', words: /In sync with 5b1d7c6e/, value: '5b1d7c6e8f9a0b1c2d3e4f5061728394a5b6c7d8' },
  { file: 'Application/progressing', kind: 'applications', now: '2026-07-30T09:01:00Z', probe: 'gitops.sync', status: 'ok', words: /In sync/, value: '4a1d7c6e8f9a0b1c2d3e4f5061728394a5b6c7d8' },
  { file: 'Application/progressing', kind: 'applications', now: '2026-07-30T09:01:00Z', probe: 'gitops.health', status: 'ok', words: /Progressing for 3 min/ },
  { file: 'Application/missing', kind: 'applications', now: '2026-07-30T09:01:00Z', probe: 'gitops.health', status: 'critical', words: /Missing for 3 min: Deployment env-00042-web; Service env-00042-web/ },
  { file: 'Application/missing', kind: 'applications', now: '2026-07-30T09:01:00Z', probe: 'gitops.sync', status: 'degraded', words: /kustomize build.*differs: Deployment env-00042-web/, value: '4a1d7c6e8f9a0b1c2d3e4f5061728394a5b6c7d8' },
];

const NAMES: Partial<Record<KindId, string>> = {
  deployments: 'odoo-web',
  certificates: 'odoo-tls',
  externalSecrets: 'odoo-conf',
  databaseClusters: 'odoo-db',
  horizontalPodAutoscalers: 'odoo-web',
  scaledObjects: 'odoo-web-hours',
};

(haveSamples ? describe : describe.skip)('Samples of real controllers', () => {
  it.each(ROWS)('$file at $now: $probe is $status', row => {
    const planned = row.environment ?? environment();
    const { namespace, gitops } = planned.expectation;
    const object =
      row.kind === 'applications'
        ? sample(row.file, gitops.name, gitops.namespace)
        : sample(row.file, NAMES[row.kind]!, namespace);
    const world = healthyWorld(planned);
    const others = (world[row.kind] ?? []).filter(
      ({ metadata }) => metadata.name !== object.metadata.name,
    );
    world[row.kind] =
      row.kind === 'horizontalPodAutoscalers' ? [object] : [object, ...others];
    const now = new Date(row.now);
    planned.revision.at = new Date(now.getTime() - DAY).toISOString();
    const observation = judge(planned, listingsOf(world), now).get(row.probe)!;

    const { status, value, since, deadline } = row;
    const told = Object.entries({ status, value, since, deadline });
    expect(observation.summary).toMatch(row.words);
    expect(observation).toMatchObject(
      Object.fromEntries(told.filter(([, expected]) => expected !== undefined)),
    );
    expect(observation.object?.name).toBe(object.metadata.name);
  });

  // prettier-ignore
  it.each([
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'web.ready', 'critical', /0 of 2 web pods available.*: OOMKilled x6/],
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'pods.oom', 'critical', /OOMKilled x6 in 1 pod of odoo-web, last 17 min ago; 0 of 1 pod ready/],
    ['Pod/oomkilled', '2026-07-30T11:30:00Z', 'pods.oom', 'ok', /None of/],
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'pods.restarts', 'ok', /About 3 restarts in the last hour/],
    ['Pod/crashloopbackoff', '2018-12-02T09:25:00Z', 'web.ready', 'critical', /for 5 min: CrashLoopBackOff \(main, exit code 1\) x3/],
    ['Pod/imagepullbackoff', '2019-04-04T16:30:00Z', 'web.ready', 'critical', /for 23 min: ImagePullBackOff: gcr.io\/heptio-images\/ks-guestbook-demo:0.3/],
    ['Pod/error', '2018-12-02T09:25:00Z', 'web.ready', 'critical', /ended \(main, exit code 1\) x2/],
    ['Pod/pending-initializing', '2018-12-02T10:17:04Z', 'web.ready', 'critical', /for 60 s|for 1 min: starting/],
    ['Pod/running-not-ready', '2018-12-02T10:40:57Z', 'web.ready', 'critical', /for 10 min: running but not ready/],
  ] as [string, string, ProbeId, string, RegExp][])(
    '%s at %s: %s is %s',
    (file, now, probe, status, words) => {
      const planned = environment();
      const { namespace } = planned.expectation;
      const world = {
        ...healthyWorld(planned),
        deployments: [
          deployment(planned, 'odoo-web', 2, { availableReplicas: 0 }),
          deployment(planned, 'odoo-cron', 1),
        ],
        pods: [sample(file, 'odoo-web-1', namespace, { app: 'odoo-web' })],
      };
      const found = judge(planned, listingsOf(world), new Date(now)).get(probe);
      expect(found?.summary).toMatch(words);
      expect(found?.status).toBe(status);
    },
  );
});
