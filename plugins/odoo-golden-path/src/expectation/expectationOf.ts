import {
  EnvironmentSpec,
  Expectation,
  PROBE_IDS,
  ProbeId,
} from '@plumbline/plugin-odoo-common';
import { sleepScheduleNames } from '../components/sleepSchedule';
import { databaseSecretNames } from '../components/secrets';
import { gitopsExpectation } from '../gitops/gitopsEntry';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderInput, renderContextOf } from '../manifest/renderContext';
import { databaseExpectation } from './databaseExpectation';

/** What collectors must find of this environment; its names are those that `renderEnvironment` gives. */
export function expectationOf(input: RenderInput): Expectation {
  const context = renderContextOf(input);
  const { plan, name, namespace } = context;
  const database = databaseExpectation(context);
  const workload = (role: 'web' | 'websocket' | 'cron') => ({
    name: OBJECT_NAMES[role],
    replicas: plan[role].pods,
  });
  return {
    cluster: input.placement.cluster,
    namespace,
    partOf: name,
    gitops: gitopsExpectation(context),
    workloads: {
      web: workload('web'),
      websocket: workload('websocket'),
      cron: workload('cron'),
    },
    database,
    volumes: [OBJECT_NAMES.filestore],
    certificates: [OBJECT_NAMES.certificate],
    externalSecrets: [
      OBJECT_NAMES.odooConfSecret,
      ...databaseSecretNames(context),
    ],
    resourceQuota: OBJECT_NAMES.resourceQuota,
    sleepSchedules: sleepScheduleNames(context),
    autoscalers: [],
    imageDigest: input.release.spec.digest,
    probes: PROBE_IDS.filter(
      id => !notPlanned(input.spec, database.archiving).has(id),
    ),
  };
}

/** Probes of what this golden path does not render, or not for this spec. */
function notPlanned(
  spec: EnvironmentSpec,
  archiving: boolean,
): ReadonlySet<ProbeId> {
  return new Set<ProbeId>([
    'queue.ready',
    'queue.oldest',
    'queue.failed-rate',
    'redis.available',
    'redis.memory',
    'redis.evictions',
    // Nothing scales with load: a sleep schedule has no limit that load could reach.
    'autoscaler.limited',
    ...(archiving ? [] : (['database.archiving'] as const)),
    ...(spec.tier <= 2
      ? []
      : (['azure.resource-health', 'azure.service-health'] as const)),
  ]);
}
