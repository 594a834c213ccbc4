import { Expectation } from '@plumbline/plugin-odoo-common';
import { DatabaseClusterRecord, findCondition } from '../records';
import { Finding } from './Finding';
import { Subject, planned, reference } from './Subject';
import { sleepNowKinds, sleepsNow } from './sleep';

/** Type of the condition that CloudNativePG sets on a hibernated Cluster. */
const HIBERNATION = 'cnpg.io/hibernation';

/** Nothing is read for a database that does not live in the cluster; another collector tells about it. */
export function databaseKinds({ database }: Expectation) {
  return database?.kind === 'cloudnative-pg'
    ? (['databaseClusters'] as const)
    : [];
}

/** What tells whether a hibernated database sleeps with the rest of its environment. */
export const databaseConsults = (expectation: Expectation) =>
  databaseKinds(expectation).length > 0 ? sleepNowKinds(expectation) : [];

/** Finds the planned Cluster and whether it sleeps, and leaves the rest to the probe. */
export function assessDatabase(
  subject: Subject,
  assess: (
    cluster: DatabaseClusterRecord,
    database: NonNullable<Expectation['database']>,
  ) => Finding,
): Finding | undefined {
  const { database } = subject.expectation;
  if (!database) {
    return { status: 'not-applicable', summary: 'No database is planned' };
  }
  if (database.kind !== 'cloudnative-pg') return undefined;
  const found = planned(subject, 'databaseClusters', database.name);
  if ('finding' in found) return found.finding;
  const { record: cluster } = found;
  const object = reference('databaseClusters', cluster.namespace, cluster.name);
  const hibernation = findCondition(cluster.conditions, HIBERNATION);
  if (hibernation?.status === 'True') {
    // A database that is gone while its pods are up is an outage, whatever the hour.
    const isPlanned = sleepsNow(subject);
    return {
      status: isPlanned ? 'asleep' : 'critical',
      summary: isPlanned
        ? `Database ${cluster.name} is hibernated outside its hours`
        : `Database ${cluster.name} is hibernated while nothing says that the environment sleeps`,
      since: hibernation.lastTransitionTime,
      object,
    };
  }
  return { object, ...assess(cluster, database) };
}
