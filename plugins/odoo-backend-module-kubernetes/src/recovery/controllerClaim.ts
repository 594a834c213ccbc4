import { ControllerClaim, Environment } from '@plumbline/plugin-odoo-common';
import {
  DatabaseClusterRecord,
  Listings,
  Time,
  findCondition,
} from '../records';

/**
 * What CloudNativePG and its Barman plugin say of an environment's backups. It is their claim and proves nothing:
 * the conditions outlive what they tell of, and a backup that never became restorable counts as successful.
 * Undefined when nobody could be asked, or there is nobody to ask.
 */
export function controllerClaim(
  { expectation: { database } }: Environment,
  listings: Listings,
): ControllerClaim | undefined {
  if (database?.kind !== 'cloudnative-pg' || !database.archiving) {
    return undefined;
  }
  // Of a shared server: its objects live in a namespace of their own.
  const { namespace } = database;
  const cluster = listings.find('databaseClusters', namespace, database.name);
  const unsaid =
    listings.state('objectStores') === 'not-listed' ||
    listings.unreadableIn('objectStores', namespace) !== undefined;
  if (!cluster || unsaid) return undefined;
  const windows = listings
    .inNamespace('objectStores', namespace)
    .flatMap(store => store.windows[cluster.name] ?? []);
  return {
    lastBackupAt: latest(
      cluster.lastSuccessfulBackup,
      ...windows.map(window => window.lastSuccessfulBackupTime),
    ),
    // One object for each backup and environment: listing them would cost more than the name is worth.
    lastBackupName: null,
    lastFailureAt: latest(
      cluster.lastFailedBackup,
      failedSince(cluster),
      ...windows.map(window => window.lastFailedBackupTime),
    ),
    firstRestorePoint: earliest(
      cluster.firstRecoverabilityPoint,
      ...windows.map(window => window.firstRecoverabilityPoint),
    ),
    archiving: saysArchiving(cluster),
    // Only the database's own statistics know, and no object carries them.
    lastArchivedAt: null,
    idle: 'unknown',
  };
}

function saysArchiving({
  conditions,
}: DatabaseClusterRecord): ControllerClaim['archiving'] {
  switch (findCondition(conditions, 'ContinuousArchiving')?.status) {
    case 'True':
      return true;
    case 'False':
      return false;
    default:
      return 'unknown';
  }
}

/** A backup that fails before it reaches the store is told of by the condition alone. */
function failedSince({ conditions }: DatabaseClusterRecord): Time | undefined {
  const last = findCondition(conditions, 'LastBackupSucceeded');
  return last?.status === 'False' ? last.lastTransitionTime : undefined;
}

type Times = readonly (Time | undefined)[];
const known = (times: Times) => times.filter(time => time !== undefined);
const inWords = (time: Time) => new Date(time).toISOString();

function latest(...times: Times): string | null {
  const all = known(times);
  return all.length ? inWords(Math.max(...all)) : null;
}

function earliest(...times: Times): string | null {
  const all = known(times);
  return all.length ? inWords(Math.min(...all)) : null;
}
