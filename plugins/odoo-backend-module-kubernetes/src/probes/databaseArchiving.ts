import {
  DatabaseClusterRecord,
  conditionWords,
  findCondition,
  isTrue,
} from '../records';
import { Finding } from './Finding';
import { Probe, Subject } from './Subject';
import {
  PlannedDatabase,
  assessDatabase,
  databaseConsults,
  databaseKinds,
} from './database';
import { DAY, MINUTE, duration, forHowLong, shorten, waited } from '../words';

const PATIENCE = 15 * MINUTE;
/** The first base backup of a new database is taken by then. */
const FIRST_BACKUP = DAY;

export const databaseArchiving: Probe = {
  id: 'database.archiving',
  needs: databaseKinds,
  consults: databaseConsults,
  mentions: expectation =>
    databaseKinds(expectation).includes('databaseClusters')
      ? ['objectStores']
      : [],
  assess: subject =>
    assessDatabase(subject, {
      cluster: (cluster, plan) => clusterArchiving(subject, cluster, plan),
      server: ({ name }) => ({
        status: 'not-applicable',
        summary: `Azure archives the WAL of ${name} itself and shows none of it; what can be restored is judged as recovery readiness`,
      }),
    }),
};

function clusterArchiving(
  subject: Subject,
  cluster: DatabaseClusterRecord,
  plan: PlannedDatabase,
): Finding {
  const { now } = subject;
  const { name, conditions } = cluster;
  if (!plan.archiving) {
    return { status: 'not-applicable', summary: 'No WAL archiving is planned' };
  }
  const archiving = findCondition(conditions, 'ContinuousArchiving');
  const threshold = `failing for at most ${duration(PATIENCE)}`;
  if (!archiving || archiving.status === 'Unknown') {
    return {
      status: 'unknown',
      threshold,
      summary: `The operator does not say whether ${name} archives its WAL`,
    };
  }
  const since = archiving.lastTransitionTime;
  if (archiving.status !== 'True') {
    return {
      status: waited(since, now) > PATIENCE ? 'critical' : 'degraded',
      value: 'failing',
      threshold,
      since,
      summary: `WAL archiving of ${name} has failed${forHowLong(
        since,
        now,
      )}: ${shorten(conditionWords(archiving))}`,
    };
  }
  const shape = { value: 'archiving', threshold, since };
  if (knowsNoBackup(subject, cluster) && waited(since, now) > FIRST_BACKUP) {
    return {
      ...shape,
      status: 'degraded',
      summary: `${name} archives its WAL${forHowLong(
        since,
        now,
      )}, and the operator knows of no base backup: without one it restores nothing`,
    };
  }
  // The operator's claim only: what the backup store really holds is judged as recovery readiness.
  return {
    ...shape,
    status: 'ok',
    summary: `The operator reports that ${name} archives its WAL`,
  };
}

/** The condition is True on clusters without any backup; with the Barman plugin the times stand in its object store. */
function knowsNoBackup(
  { listings }: Subject,
  cluster: DatabaseClusterRecord,
): boolean {
  if (listings.state('objectStores') !== 'listed') return false;
  const windows = listings
    .inNamespace('objectStores', cluster.namespace)
    .flatMap(store => store.windows[cluster.name] ?? []);
  return (
    cluster.lastSuccessfulBackup === undefined &&
    cluster.firstRecoverabilityPoint === undefined &&
    !isTrue(cluster.conditions, 'LastBackupSucceeded') &&
    !windows.some(
      ({ lastSuccessfulBackupTime, firstRecoverabilityPoint }) =>
        lastSuccessfulBackupTime ?? firstRecoverabilityPoint,
    )
  );
}
