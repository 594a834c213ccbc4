import { Expectation } from '@plumbline/plugin-odoo-common';
import {
  AzureResourceRecord,
  DatabaseClusterRecord,
  KindId,
  findCondition,
} from '../records';
import { Finding } from './Finding';
import { Subject, planned, reference } from './Subject';
import { sleepNowKinds, sleepsNow } from './sleep';

/** Type of the condition that CloudNativePG sets on a hibernated Cluster. */
const HIBERNATION = 'cnpg.io/hibernation';

export type PlannedDatabase = NonNullable<Expectation['database']>;

/** The kind of object that runs the database. */
export function databaseKinds({ database }: Expectation): readonly KindId[] {
  if (!database) return [];
  return database.kind === 'cloudnative-pg'
    ? ['databaseClusters']
    : ['flexibleServers'];
}

/** What tells whether a hibernated database sleeps with the rest of its environment. */
export const databaseConsults = (expectation: Expectation) =>
  databaseKinds(expectation).length > 0 ? sleepNowKinds(expectation) : [];

/** How a probe judges either kind of database. */
export interface DatabaseJudges {
  cluster(cluster: DatabaseClusterRecord, plan: PlannedDatabase): Finding;
  server(server: AzureResourceRecord, plan: PlannedDatabase): Finding;
}

/** Finds the planned database server and whether it sleeps, and leaves the rest to the probe. */
export function assessDatabase(
  subject: Subject,
  judges: DatabaseJudges,
): Finding {
  const { database } = subject.expectation;
  if (!database) {
    return { status: 'not-applicable', summary: 'No database is planned' };
  }
  return database.kind === 'cloudnative-pg'
    ? assessCluster(subject, database, judges)
    : assessServer(subject, database, judges);
}

function assessCluster(
  subject: Subject,
  plan: PlannedDatabase,
  judges: DatabaseJudges,
): Finding {
  const { name, namespace } = plan;
  const found = planned(subject, 'databaseClusters', name, namespace);
  if ('finding' in found) return found.finding;
  const { record: cluster } = found;
  const object = reference('databaseClusters', namespace, name);
  const hibernation = findCondition(cluster.conditions, HIBERNATION);
  // There as soon as it is asked for, and false until the last instance is gone.
  if (hibernation) {
    const since = hibernation.lastTransitionTime;
    return {
      ...stopped(subject, `Database ${name} is hibernated`),
      since,
      object,
    };
  }
  return { object, ...judges.cluster(cluster, plan) };
}

function assessServer(
  subject: Subject,
  plan: PlannedDatabase,
  judges: DatabaseJudges,
): Finding {
  const { name, namespace } = plan;
  const found = planned(subject, 'flexibleServers', name, namespace);
  if ('finding' in found) return found.finding;
  const { record: server } = found;
  const object = reference('flexibleServers', namespace, name);
  return server.state === 'Stopped'
    ? { ...stopped(subject, `Database server ${name} is stopped`), object }
    : { object, ...judges.server(server, plan) };
}

/** A database that is gone while its pods are up is an outage, whatever the hour. */
function stopped(subject: Subject, what: string): Finding {
  return sleepsNow(subject)
    ? { status: 'asleep', summary: `${what} outside its hours` }
    : {
        status: 'critical',
        summary: `${what} while nothing says that the environment sleeps`,
      };
}
