import { notTakenUp } from '../objects';
import {
  AzureResourceRecord,
  DatabaseClusterRecord,
  findCondition,
} from '../records';
import { Finding } from './Finding';
import { Probe, Subject, committedAt } from './Subject';
import {
  PlannedDatabase,
  assessDatabase,
  databaseConsults,
  databaseKinds,
} from './database';

export const databaseReplicas: Probe = {
  id: 'database.replicas',
  needs: databaseKinds,
  consults: databaseConsults,
  assess: subject =>
    assessDatabase(subject, {
      cluster: readyInstances,
      server: (server, plan) => standby(subject, server, plan),
    }),
};

function readyInstances(
  { name, ready, instances, conditions }: DatabaseClusterRecord,
  plan: PlannedDatabase,
): Finding {
  const condition = findCondition(conditions, 'Ready');
  const fewer =
    instances !== undefined && instances < plan.instances
      ? `; the Cluster asks for only ${instances}`
      : '';
  const shape = {
    value: ready,
    unit: 'instances',
    threshold: `${plan.instances} planned`,
    summary: `${ready} of ${plan.instances} instances of database ${name} are ready${fewer}`,
  };
  if (ready >= plan.instances) return { ...shape, status: 'ok' };
  return {
    ...shape,
    status: ready === 0 ? 'critical' : 'degraded',
    since:
      condition?.status === 'False' ? condition.lastTransitionTime : undefined,
  };
}

/** A Flexible Server has one standby or none; Azure tells of its state in one word. */
function standby(
  subject: Subject,
  { name, standby: state, behind }: AzureResourceRecord,
  { instances }: PlannedDatabase,
): Finding {
  if (instances < 2) {
    return {
      status: 'ok',
      summary: `No standby of database server ${name} is planned`,
    };
  }
  const shape = { value: state, threshold: 'Healthy' };
  if (state === undefined) {
    return {
      ...shape,
      status: 'unknown',
      summary: `Azure does not say whether database server ${name} has its standby`,
    };
  }
  if (state === 'Healthy' && behind) {
    const { status, reason } = notTakenUp(subject.now, committedAt(subject));
    return {
      ...shape,
      status,
      summary: `Database server ${name}: ${reason}`,
    };
  }
  return state === 'Healthy'
    ? {
        ...shape,
        status: 'ok',
        summary: `The standby of database server ${name} is healthy`,
      }
    : {
        ...shape,
        status: 'degraded',
        summary: `The standby of database server ${name} is not healthy: ${state}`,
      };
}
