import { Environment, ProbeId } from '@plumbline/plugin-odoo-common';
import { KindId } from '../records';
import { describeObject } from '../objects';
import { environment } from '../__testUtils__/environment';
import { fluxEnvironment, fluxWorld } from '../__testUtils__/flux';
import { judge, listingsOf } from '../__testUtils__/judge';
import { deployment, healthyWorld } from '../__testUtils__/objects';
import {
  allSamples,
  haveSamples,
  rawSample,
  sample,
} from '../__testUtils__/samples';

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
const FLUX = fluxEnvironment();

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
  { file: 'Certificate/healthy-issued', kind: 'certificates', now: '2019-02-15T19:00:00Z', probe: 'ingress.certificate', status: 'unknown', words: /does not say when it expires/ },
  { file: 'ScaledObject/keda-suspended', kind: 'scaledObjects', now: '2023-12-19T00:00:00Z', probe: 'autoscaler.limited', status: 'degraded', words: /is paused: nothing scales/ },
  { file: 'PersistentVolumeClaim/bound', kind: 'volumeClaims', now: '2018-08-27T23:30:54Z', probe: 'volume.bound', status: 'ok', words: /Volume odoo-filestore is bound \(storage class hostpath\)/, value: 1 },
  { file: 'PersistentVolumeClaim/pending', kind: 'volumeClaims', now: '2018-08-27T23:05:54Z', probe: 'volume.bound', status: 'ok', words: /is not bound to a volume \(storage class slow\) for 5 min/ },
  { file: 'PersistentVolumeClaim/pending', kind: 'volumeClaims', now: '2018-08-27T23:30:54Z', probe: 'volume.bound', status: 'critical', words: /is not bound to a volume \(storage class slow\) for 30 min/, since: '2018-08-27T23:00:54.000Z', value: 0 },
  { file: 'ObjectStore/recovery-window', kind: 'objectStores', now: '2026-07-31T12:00:00Z', probe: 'database.archiving', status: 'degraded', words: /archives its WAL for 2 d, and the operator knows of no base backup/ },
  { file: 'Kustomization/artifact-failed', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.sync', status: 'critical', words: /failed to apply 450796dd for 10 min, ArtifactFailed: .*"gitops" not found/, since: '2026-07-30T09:05:00.000Z', environment: FLUX },
  { file: 'Kustomization/degraded', kind: 'kustomizations', now: '2024-07-16T12:30:00Z', probe: 'gitops.sync', status: 'critical', words: /failed to apply an unknown revision for 30 min, ArtifactFailed: .*"podinfo" not found/, since: '2024-07-16T12:00:00.000Z', environment: FLUX },
  { file: 'Kustomization/degraded', kind: 'kustomizations', now: '2024-07-16T12:30:00Z', probe: 'gitops.health', status: 'degraded', words: /not ready for 30 min, ArtifactFailed/, value: 'Degraded', environment: FLUX },
  { file: 'Kustomization/dependency-not-ready', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.sync', status: 'ok', words: /waits for a dependency: dependency 'flux-system\/platform' is not ready for 10 min/, since: '2026-07-30T09:05:00.000Z', environment: FLUX },
  { file: 'Kustomization/dependency-not-ready', kind: 'kustomizations', now: '2026-07-30T10:06:00Z', probe: 'gitops.sync', status: 'degraded', words: /is not ready for 61 min/, environment: FLUX },
  { file: 'Kustomization/dependency-not-ready', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.health', status: 'degraded', words: /DependencyNotReady/, environment: FLUX },
  { file: 'Kustomization/health-check-failed', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.sync', status: 'critical', words: /failed to apply 450796dd for 10 min, HealthCheckFailed/, value: '67e2c98a60dc92283531412a9e604dd4bae005a9', since: '2026-07-30T09:05:00.000Z', environment: FLUX },
  { file: 'Kustomization/health-check-failed', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.health', status: 'degraded', words: /not ready for 10 min, HealthCheckFailed: health check failed after 4m30s: .*env-00042-web status: 'Failed'/, value: 'Degraded', environment: FLUX },
  { file: 'Kustomization/reconciliation-failed', kind: 'kustomizations', now: '2026-07-30T09:15:00Z', probe: 'gitops.sync', status: 'critical', words: /ReconciliationFailed: .*ValidatingAdmissionPolicy 'p03-image-by-digest' denied request/, since: '2026-07-30T09:05:00.000Z', environment: FLUX },
  { file: 'Kustomization/progressing', kind: 'kustomizations', now: '2024-07-16T12:10:00Z', probe: 'gitops.sync', status: 'ok', words: /is applying: Running 'upgrade' action.* for 10 min/, since: '2024-07-16T12:00:00.000Z', environment: FLUX },
  { file: 'Kustomization/progressing', kind: 'kustomizations', now: '2024-07-16T12:10:00Z', probe: 'gitops.health', status: 'ok', words: /at work for 10 min/, value: 'Progressing', environment: FLUX },
  { file: 'Kustomization/progressing', kind: 'kustomizations', now: '2024-07-16T12:31:00Z', probe: 'gitops.health', status: 'degraded', words: /at work for 31 min/, value: 'Progressing', environment: FLUX },
  { file: 'GitRepository/degraded', kind: 'gitRepositories', now: '2024-07-16T12:31:00Z', probe: 'gitops.sync', status: 'unknown', words: /not been able to read GitRepository gitops for 31 min, so nobody knows .*authentication required/, since: '2024-07-16T12:00:00.000Z', environment: FLUX },
  { file: 'GitRepository/progressing', kind: 'gitRepositories', now: '2024-07-16T12:31:00Z', probe: 'gitops.sync', status: 'unknown', words: /its controller has not reported/, environment: FLUX },
  { file: 'GitRepository/healthy', kind: 'gitRepositories', now: '2024-07-16T12:31:00Z', probe: 'gitops.sync', status: 'unknown', words: /does not say which revision it has fetched/, environment: FLUX },
  { file: 'OCIRepository/degraded', kind: 'ociRepositories', now: '2024-07-16T14:00:00Z', probe: 'gitops.sync', status: 'unknown', words: /not been able to read OCIRepository gitops for 2 h.*OCIArtifactPullFailed/, since: '2024-07-16T12:00:00.000Z', environment: FLUX },
  { file: 'OCIRepository/progressing', kind: 'ociRepositories', now: '2024-07-16T14:00:00Z', probe: 'gitops.sync', status: 'unknown', words: /its controller has not reported/, environment: FLUX },
  { file: 'HelmRelease/healthy', kind: 'helmReleases', now: '2024-07-16T12:10:00Z', probe: 'gitops.health', status: 'ok', words: /calls it ready/, value: 'Healthy', environment: FLUX },
  { file: 'HelmRelease/progressing', kind: 'helmReleases', now: '2024-07-16T12:31:00Z', probe: 'gitops.health', status: 'degraded', words: /HelmRelease odoo for 31 min: in progress: Running 'upgrade' action/, since: '2024-07-16T12:00:00.000Z', environment: FLUX },
  { file: 'StatefulSet/ok', kind: 'statefulSets', now: '2018-07-20T09:00:00Z', probe: 'gitops.health', status: 'ok', words: /calls it ready/, environment: FLUX },
  { file: 'Ingress/assigned', kind: 'ingresses', now: '2018-09-20T07:00:00Z', probe: 'gitops.health', status: 'ok', words: /calls it ready/, environment: FLUX },
  { file: 'Ingress/no-address', kind: 'ingresses', now: '2018-09-20T07:00:00Z', probe: 'gitops.health', status: 'degraded', words: /Ingress odoo for 12 min: has no address/, since: '2018-09-20T06:47:27.000Z', environment: FLUX },
  { file: 'CronJob/healthy', kind: 'cronJobs', now: '2025-07-30T13:50:00Z', probe: 'gitops.health', status: 'ok', words: /calls it ready/, environment: FLUX },
  { file: 'CronJob/never-succeeded', kind: 'cronJobs', now: '2025-07-30T13:50:00Z', probe: 'gitops.health', status: 'degraded', words: /CronJob odoo for 4 min: has never succeeded/, since: '2025-07-30T13:46:00.000Z', environment: FLUX },
];

interface ObjectRow {
  file: string;
  now: string;
  status: string;
  words: RegExp;
  since?: string;
}

/** What the object says by itself, of kinds that are no probe's alone. */
// prettier-ignore
const OBJECTS: ObjectRow[] = [
  { file: 'Kustomization/health-check-failed', now: '2026-07-30T09:15:00Z', status: 'degraded', words: /HealthCheckFailed/, since: '2026-07-30T09:05:00Z' },
  { file: 'GitRepository/healthy', now: '2024-07-16T12:31:00Z', status: 'ok', words: /stored artifact for revision 'master@sha1:08238eada/, since: '2024-07-16T12:00:00Z' },
  { file: 'GitRepository/degraded', now: '2024-07-16T12:31:00Z', status: 'degraded', words: /GitOperationFailed: .*authentication required/, since: '2024-07-16T12:00:00Z' },
  { file: 'OCIRepository/degraded', now: '2024-07-16T12:31:00Z', status: 'degraded', words: /OCIArtifactPullFailed: .*DENIED/, since: '2024-07-16T12:00:00Z' },
  { file: 'HelmRelease/healthy', now: '2024-07-16T12:31:00Z', status: 'ok', words: /Helm install succeeded/, since: '2024-07-16T12:00:00Z' },
  { file: 'HelmRelease/progressing', now: '2024-07-16T12:05:00Z', status: 'ok', words: /in progress: Running 'upgrade'/, since: '2024-07-16T12:00:00Z' },
  { file: 'StatefulSet/ok', now: '2018-07-20T09:00:00Z', status: 'ok', words: /1 of 1 pods ready/ },
  { file: 'Ingress/assigned', now: '2018-09-20T07:00:00Z', status: 'ok', words: /has the address 1.2.3.4/ },
  { file: 'PersistentVolumeClaim/pending', now: '2018-08-28T00:00:00Z', status: 'critical', words: /not bound to a volume/, since: '2018-08-27T23:00:54Z' },
  { file: 'CronJob/active', now: '2025-07-30T13:50:00Z', status: 'ok', words: /is running/, since: '2025-07-30T13:46:00Z' },
  { file: 'CronJob/healthy', now: '2025-07-30T13:50:00Z', status: 'ok', words: /last run succeeded/, since: '2025-07-30T13:44:19Z' },
  { file: 'CronJob/never-scheduled', now: '2025-07-30T13:50:00Z', status: 'unknown', words: /never been started/ },
  { file: 'CronJob/never-succeeded', now: '2025-07-30T13:50:00Z', status: 'degraded', words: /never succeeded/, since: '2025-07-30T13:46:00Z' },
  { file: 'CNPGBackup/completed', now: '2026-07-30T03:00:00Z', status: 'ok', words: /completed/, since: '2026-07-30T02:15:40Z' },
  { file: 'CNPGBackup/failed', now: '2026-07-30T03:00:00Z', status: 'degraded', words: /failed: requested plugin is not available/ },
  { file: 'VeleroBackup/completed', now: '2026-07-30T03:00:00Z', status: 'ok', words: /completed/, since: '2026-07-30T01:04:12Z' },
  { file: 'VeleroBackup/partiallyfailed', now: '2026-07-30T03:00:00Z', status: 'degraded', words: /3 errors, 2 warnings; the object does not say which/, since: '2026-07-30T01:04:12Z' },
  { file: 'VeleroBackup/failedvalidation', now: '2026-07-30T03:00:00Z', status: 'critical', words: /FailedValidation: backup can't be created because .* read-only mode/ },
  { file: 'BackupStorageLocation/unavailable', now: '2026-07-30T03:00:00Z', status: 'critical', words: /is unavailable, checked 2026-07-30 01:00 UTC: .*AuthorizationFailure/ },
  { file: 'ObjectStore/recovery-window', now: '2026-07-30T03:00:00Z', status: 'ok', words: /claims env-00042-db to be restorable from 2026-06-26 02:15 UTC/, since: '2026-07-30T02:15:40Z' },
  { file: 'ApplicationSet/errorApplicationSetWithStatusMessage', now: '2021-11-12T15:00:00Z', status: 'degraded', words: /ApplicationGenerationFromParamsError: found less than two generators/, since: '2021-11-12T14:28:01Z' },
];

type PodRow = [string, string, ProbeId, string, RegExp];

// prettier-ignore
const PODS: PodRow[] = [
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'web.ready', 'critical', /0 of 2 web pods available.*: OOMKilled x6/],
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'pods.oom', 'critical', /OOMKilled x6 in 1 pod of odoo-web, last 17 min ago; 0 of 1 pod ready/],
    ['Pod/oomkilled', '2026-07-30T11:30:00Z', 'pods.oom', 'ok', /None of/],
    ['Pod/oomkilled', '2026-07-30T09:30:00Z', 'pods.restarts', 'ok', /About 3 restarts in the last hour/],
    ['Pod/crashloopbackoff', '2018-12-02T09:25:00Z', 'web.ready', 'critical', /for 5 min: CrashLoopBackOff \(main, exit code 1\) x3/],
    ['Pod/imagepullbackoff', '2019-04-04T16:30:00Z', 'web.ready', 'critical', /for 23 min: ImagePullBackOff: gcr.io\/heptio-images\/ks-guestbook-demo:0.3/],
    ['Pod/error', '2018-12-02T09:25:00Z', 'web.ready', 'critical', /ended \(main, exit code 1\) x2/],
    ['Pod/pending-initializing', '2018-12-02T10:17:04Z', 'web.ready', 'critical', /for 60 s|for 1 min: starting/],
    ['Pod/running-not-ready', '2018-12-02T10:40:57Z', 'web.ready', 'critical', /for 10 min: running but not ready/],
];

const NAMES: Partial<Record<KindId, string>> = {
  deployments: 'odoo-web',
  certificates: 'odoo-tls',
  externalSecrets: 'odoo-conf',
  databaseClusters: 'odoo-db',
  horizontalPodAutoscalers: 'odoo-web',
  scaledObjects: 'odoo-web-hours',
  volumeClaims: 'odoo-filestore',
};

/** Under which name and where the plan expects the object of a sample. */
function placed({ file, kind }: Row, { expectation }: Environment) {
  const { gitops, namespace } = expectation;
  switch (kind) {
    case 'applications':
    case 'kustomizations':
      return sample(file, gitops.name, gitops.namespace);
    case 'gitRepositories':
    case 'ociRepositories':
      return sample(file, 'gitops', gitops.namespace);
    default:
      return sample(file, NAMES[kind] ?? 'odoo', namespace);
  }
}

/** A world around the sample: what the plan asks for beside it, healthy. */
function worldAround(row: Row, plan: Environment) {
  const flux = plan.expectation.gitops.kind === 'flux';
  const world = flux ? fluxWorld(plan) : healthyWorld(plan);
  const object = placed(row, plan);
  const others = (world[row.kind] ?? []).filter(
    ({ metadata }) => metadata.name !== object.metadata.name,
  );
  world[row.kind] =
    row.kind === 'horizontalPodAutoscalers' ? [object] : [object, ...others];
  if (row.kind === 'ociRepositories') {
    const [applied] = world.kustomizations!;
    const sourceRef = { kind: 'OCIRepository', name: 'gitops' };
    world.kustomizations = [
      { ...applied, spec: { ...applied.spec, sourceRef } },
    ];
  }
  return { world, object };
}

(haveSamples ? describe : describe.skip)('Samples of real controllers', () => {
  it.each(ROWS)('$file at $now: $probe is $status', row => {
    const planned = structuredClone(row.environment ?? environment());
    const { world, object } = worldAround(row, planned);
    const now = new Date(row.now);
    planned.revision.at = new Date(now.getTime() - DAY).toISOString();
    const observation = judge(planned, listingsOf(world), now).get(row.probe)!;

    const { status, value, since, deadline } = row;
    const told = Object.entries({ status, value, since, deadline });
    expect(observation.summary).toMatch(row.words);
    expect(observation).toMatchObject(
      Object.fromEntries(told.filter(([, expected]) => expected !== undefined)),
    );
    expect([object.metadata.name, 'odoo-db', 'acme-production']).toContain(
      observation.object?.name,
    );
  });

  it.each(OBJECTS)('$file at $now says $status', row => {
    const said = describeObject(rawSample(row.file), new Date(row.now));
    expect(said?.reason).toMatch(row.words);
    expect(said?.status).toBe(row.status);
    expect(said?.since).toBe(row.since && Date.parse(row.since));
  });

  it.each(PODS)('%s at %s: %s is %s', (file, now, probe, status, words) => {
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
  });

  it.each([
    ['Job/running', 600, '2018-12-02T08:20:00Z', 'maintenance'],
    ['Job/running', 600, '2018-12-02T08:30:00Z', 'critical'],
    ['Job/running', undefined, '2018-12-02T08:20:00Z', 'critical'],
    ['Job/succeeded', 600, '2018-12-02T08:20:00Z', 'critical'],
  ])(
    '%s as a migration with a deadline of %s s, at %s: web.ready is %s',
    (file, activeDeadlineSeconds, now, status) => {
      const planned = environment();
      const { namespace } = planned.expectation;
      const job = sample(file, 'migrate', namespace, {
        'app.kubernetes.io/component': 'migration',
      });
      const annotations = { 'plumbline.dev/maintenance': 'planned' };
      const metadata = { ...job.metadata, annotations };
      const pods = [
        sample('Pod/running-not-ready', 'migrate-1', namespace, {
          'batch.kubernetes.io/job-name': 'migrate',
        }),
      ];
      const world = {
        ...healthyWorld(planned),
        deployments: [],
        pods,
        jobs: [
          { ...job, metadata, spec: { ...job.spec, activeDeadlineSeconds } },
        ],
      };
      const found = judge(planned, listingsOf(world), new Date(now));
      expect(found.get('web.ready')?.status).toBe(status);
      expect(found.get('web.ready')?.since).toBe(
        status === 'maintenance' ? '2018-12-02T08:19:14.000Z' : undefined,
      );
    },
  );

  it('leaves no sample out', () => {
    const told = [
      ...ROWS.map(({ file }) => file),
      ...OBJECTS.map(({ file }) => file),
      ...PODS.map(([file]) => file),
      'Job/running',
      'Job/succeeded',
    ];
    expect([...new Set(told)].sort()).toEqual(allSamples().sort());
  });
});
