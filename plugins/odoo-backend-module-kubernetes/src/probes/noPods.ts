import { Finding, worst } from './Finding';
import { Subject } from './Subject';
import { sleepOf } from './sleep';
import { plannedWorkloads } from './workloads';

/** Without a single Odoo pod there is nothing to judge: asleep when all of it sleeps, else unknown, never ok. */
export function noPods(subject: Subject): Finding {
  const workloads = plannedWorkloads(subject.expectation).filter(
    ({ replicas }) => replicas > 0,
  );
  const asleep = workloads.map(({ name }) => sleepOf(subject, name));
  const sleeping = asleep.flatMap(finding => finding ?? []);
  if (workloads.length > 0 && sleeping.length === workloads.length) {
    return worst(sleeping) ?? unknown(subject);
  }
  return unknown(subject);
}

function unknown({ expectation }: Subject): Finding {
  return {
    status: 'unknown',
    summary: `There is no Odoo pod in namespace ${expectation.namespace} to judge by`,
  };
}
