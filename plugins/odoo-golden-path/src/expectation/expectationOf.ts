import { Expectation, PROBE_IDS, ProbeId } from '@plumbline/plugin-odoo-common';
import {
  autoscalerNames,
  isStopped,
  limitedAutoscalerNames,
  rolesOf,
  sleepScheduleNames,
} from '../components/scaling';
import { databaseSecretNames } from '../components/secrets';
import { gitopsExpectation } from '../gitops/gitopsEntry';
import { OBJECT_NAMES } from '../manifest/objectNames';
import {
  RenderContext,
  RenderInput,
  renderContextOf,
} from '../manifest/renderContext';
import { odooConfSecretOf } from '../odoo/credentials';
import { databaseExpectation } from './databaseExpectation';

/** What collectors must find of this environment; its names are those that `renderEnvironment` gives. */
export function expectationOf(input: RenderInput): Expectation {
  const context = renderContextOf(input);
  const { plan, name, namespace } = context;
  const database = databaseExpectation(context);
  return {
    cluster: input.placement.cluster,
    namespace,
    partOf: name,
    gitops: gitopsExpectation(context),
    workloads: Object.fromEntries(
      rolesOf(context).map(role => [
        role,
        { name: OBJECT_NAMES[role], replicas: plan[role]?.pods ?? 0 },
      ]),
    ),
    database,
    volumes: [OBJECT_NAMES.filestore],
    certificates: [OBJECT_NAMES.certificate],
    externalSecrets: [
      OBJECT_NAMES.odooConfSecret,
      odooConfSecretOf(context),
      ...databaseSecretNames(context),
    ],
    resourceQuota: OBJECT_NAMES.resourceQuota,
    ...(isStopped(context) && { stopped: true }),
    sleepSchedules: sleepScheduleNames(context),
    autoscalers: autoscalerNames(context),
    imageDigest: input.release.spec.digest,
    probes: PROBE_IDS.filter(
      id => !notPlanned(context, database.archiving).has(id),
    ),
  };
}

/** Probes of what this golden path does not render, or not for this spec. */
function notPlanned(
  context: RenderContext,
  archiving: boolean,
): ReadonlySet<ProbeId> {
  const { plan, spec } = context;
  return new Set<ProbeId>([
    ...(plan.queue
      ? []
      : (['queue.ready', 'queue.oldest', 'queue.failed-rate'] as const)),
    // Sessions lie in the database.
    'redis.available',
    'redis.memory',
    'redis.evictions',
    // What has one number has no limit that load could reach.
    ...(limitedAutoscalerNames(context).length > 0
      ? []
      : (['autoscaler.limited'] as const)),
    ...(archiving ? [] : (['database.archiving'] as const)),
    ...(spec.tier <= 2
      ? []
      : (['azure.resource-health', 'azure.service-health'] as const)),
  ]);
}
