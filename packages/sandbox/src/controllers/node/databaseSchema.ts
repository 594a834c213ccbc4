import type { ClusterStore, KubernetesObject } from '../../kubernetes';
import { KINDS, type Container, type Pod, type PodTemplate } from '../runtime';

/** What the golden path calls the container that waits for a schema, and the variable that names it. */
const AWAITS_SCHEMA = 'await-schema';
const SCHEMA = 'SCHEMA';

interface Job extends KubernetesObject {
  spec: { template: PodTemplate };
  status?: { conditions?: { type: string; status: string }[] };
}

const schemaOf = ({ env = [] }: Container) =>
  Number(env.find(({ name }) => name === SCHEMA)?.value ?? 0);

const hasCompleted = ({ status }: Job) =>
  status?.conditions?.some(
    ({ type, status: is }) => type === 'Complete' && is === 'True',
  ) ?? false;

/**
 * Whether such a container still waits. The sandbox has no database that a migration could write its number into:
 * the Job that is to write it stands for it, and until that has completed the number is not there.
 */
export function awaitsSchema(
  store: ClusterStore,
  pod: Pod,
  container: Container,
): boolean {
  const wanted = container.name === AWAITS_SCHEMA ? schemaOf(container) : 0;
  if (wanted === 0) return false;
  const jobs = store.list(KINDS.job, {
    namespace: pod.metadata.namespace,
  }) as Job[];
  return jobs.some(
    job =>
      job.spec.template.spec.containers.some(
        writer => schemaOf(writer) === wanted,
      ) && !hasCompleted(job),
  );
}
