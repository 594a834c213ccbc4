import { listAt, numberAt, objectAt, textAt, valueAt } from '../../json';
import type { KubernetesObject } from '../../store/types';
import {
  AGE,
  at,
  count,
  NAME,
  since,
  size,
  text,
  wide,
  type Column,
} from '../column';
import { humanDuration } from '../humanDuration';
import { podReady, podRestarts, podStatus } from '../podStatus';

const POD_TEMPLATE = ['spec', 'template', 'spec'];
const JOB_TEMPLATE = ['spec', 'jobTemplate', ...POD_TEMPLATE];

function containers(template: string[]): Column[] {
  const each = (object: KubernetesObject, field: string) =>
    listAt(object, [...template, 'containers'])
      .map(container => textAt(container, [field]))
      .join(',');
  return [
    wide(text('Containers', object => each(object, 'name'))),
    wide(text('Images', object => each(object, 'image'))),
  ];
}

/** Match labels as a selector: `app=web,tier=gold`. */
export function selectorText(object: unknown, path: string[]): string {
  const labels = Object.entries(objectAt(object, path));
  return labels.map(([key, value]) => `${key}=${value}`).join(',') || '<none>';
}

const SELECTOR = wide(
  text('Selector', object =>
    selectorText(object, ['spec', 'selector', 'matchLabels']),
  ),
);

function ofDesired(ready: string): Column {
  return text('Ready', object => {
    const desired = numberAt(object, ['spec', 'replicas']);
    return `${numberAt(object, ['status', ready])}/${desired}`;
  });
}

function jobDuration(job: KubernetesObject, now: Date): string {
  const start = Date.parse(textAt(job, ['status', 'startTime']));
  if (Number.isNaN(start)) return '';
  const end = Date.parse(textAt(job, ['status', 'completionTime']));
  return humanDuration((Number.isNaN(end) ? now.getTime() : end) - start);
}

function jobStatus(job: KubernetesObject): string {
  const holds = (type: string) =>
    listAt(job, ['status', 'conditions']).some(
      entry =>
        textAt(entry, ['type']) === type &&
        textAt(entry, ['status']) === 'True',
    );
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return holds('Suspended') ? 'Suspended' : 'Running';
}

/** Columns of the kinds that run pods (source: the Kubernetes 1.32 printers). */
export const workloadColumns: Record<string, readonly Column[]> = {
  '/Pod': [
    NAME,
    text('Ready', podReady),
    text('Status', podStatus),
    text('Restarts', podRestarts),
    AGE,
    wide(at('IP', 'status.podIP', '<none>')),
    wide(at('Node', 'spec.nodeName', '<none>')),
    wide(at('Nominated Node', 'status.nominatedNodeName', '<none>')),
    wide(text('Readiness Gates', () => '<none>')),
  ],
  'apps/Deployment': [
    NAME,
    ofDesired('readyReplicas'),
    count('Up-to-date', 'status.updatedReplicas'),
    count('Available', 'status.availableReplicas'),
    AGE,
    ...containers(POD_TEMPLATE),
    SELECTOR,
  ],
  'apps/ReplicaSet': [
    NAME,
    count('Desired', 'spec.replicas'),
    count('Current', 'status.replicas'),
    count('Ready', 'status.readyReplicas'),
    AGE,
    ...containers(POD_TEMPLATE),
    SELECTOR,
  ],
  'apps/StatefulSet': [
    NAME,
    ofDesired('readyReplicas'),
    AGE,
    ...containers(POD_TEMPLATE),
  ],
  'apps/DaemonSet': [
    NAME,
    count('Desired', 'status.desiredNumberScheduled'),
    count('Current', 'status.currentNumberScheduled'),
    count('Ready', 'status.numberReady'),
    count('Up-to-date', 'status.updatedNumberScheduled'),
    count('Available', 'status.numberAvailable'),
    text('Node Selector', object =>
      selectorText(object, [...POD_TEMPLATE, 'nodeSelector']),
    ),
    AGE,
    ...containers(POD_TEMPLATE),
    SELECTOR,
  ],
  'batch/Job': [
    NAME,
    text('Status', jobStatus),
    text('Completions', object => {
      const wanted = valueAt(object, ['spec', 'completions']) ?? 1;
      return `${numberAt(object, ['status', 'succeeded'])}/${wanted}`;
    }),
    text('Duration', jobDuration),
    AGE,
    ...containers(POD_TEMPLATE),
    SELECTOR,
  ],
  'batch/CronJob': [
    NAME,
    at('Schedule', 'spec.schedule'),
    at('Timezone', 'spec.timeZone', '<none>'),
    text('Suspend', object =>
      valueAt(object, ['spec', 'suspend']) === true ? 'True' : 'False',
    ),
    size('Active', 'status.active'),
    text('Last Schedule', (object, now) =>
      valueAt(object, ['status', 'lastScheduleTime']) === undefined
        ? '<none>'
        : String(since('', 'status.lastScheduleTime').cell(object, now)),
    ),
    AGE,
    ...containers(JOB_TEMPLATE),
  ],
};
