import { Expectation, LABELS } from '@plumbline/plugin-odoo-common';
import { DeploymentRecord, PodRecord } from '../records';
import { Subject } from './Subject';
import { sleepOf } from './sleep';

export type WorkloadRole = keyof Expectation['workloads'];

export interface PlannedWorkload {
  role: WorkloadRole;
  name: string;
  /** Pods that the plan asks for. */
  replicas: number;
}

export function plannedWorkloads({
  workloads,
}: Expectation): PlannedWorkload[] {
  const roles = Object.keys(workloads) as WorkloadRole[];
  return roles.flatMap(role => {
    const workload = workloads[role];
    return workload ? [{ role, ...workload }] : [];
  });
}

/** Planned workloads that are not asleep by their schedule. */
export function awakeWorkloads(subject: Subject): PlannedWorkload[] {
  return plannedWorkloads(subject.expectation).filter(
    ({ name }) => !sleepOf(subject, name),
  );
}

/** By the Deployment's own selector, as Kubernetes itself tells them; pods on their way out do not count. */
export function podsOf(
  { expectation, listings }: Subject,
  { matchLabels }: DeploymentRecord,
): PodRecord[] {
  const wanted = Object.entries(matchLabels);
  if (wanted.length === 0) return [];
  return listings
    .inNamespace('pods', expectation.namespace)
    .filter(
      pod =>
        !pod.terminating &&
        pod.phase !== 'Succeeded' &&
        wanted.every(([label, value]) => pod.labels[label] === value),
    );
}

/** What runs Odoo and may write: the workloads, and the migration between two releases. */
const RUNS_ODOO: ReadonlySet<string | undefined> = new Set<
  WorkloadRole | 'migration'
>(['web', 'websocket', 'cron', 'queue', 'migration']);

/**
 * How many pods of the environment may still write: those on their way out have until the end of their grace
 * period, also when their Deployment is gone. Undefined: not known, for a pod that could not be read.
 */
export function odooPods({
  expectation: { namespace },
  listings,
}: Subject): number | undefined {
  if (listings.unreadableIn('pods', namespace)) return undefined;
  return listings
    .inNamespace('pods', namespace)
    .filter(({ labels }) => RUNS_ODOO.has(labels[LABELS.component]))
    .filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed').length;
}

/** Existing Deployments of the workloads, each with its pods. */
export function deployed(
  subject: Subject,
  workloads: readonly PlannedWorkload[],
): {
  workload: PlannedWorkload;
  deployment: DeploymentRecord;
  pods: PodRecord[];
}[] {
  const { expectation, listings } = subject;
  return workloads.flatMap(workload => {
    const deployment = listings.find(
      'deployments',
      expectation.namespace,
      workload.name,
    );
    return deployment
      ? [{ workload, deployment, pods: podsOf(subject, deployment) }]
      : [];
  });
}
