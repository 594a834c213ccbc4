import { TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { ObjectContext } from '../manifest/objectContext';
import { timesPerDay } from '../plan/backups';
import { Alert } from './alertRules';

/** Rules over nothing never fire. */
export const metricsMissing = ({
  namespace,
}: Pick<ObjectContext, 'namespace'>): Alert => ({
  name: 'OdooRecoveryMetricsMissing',
  expression: [
    'cnpg_pg_stat_archiver_last_archived_time',
    'cnpg_collector_pg_wal_archive_status',
    'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
  ]
    .map(metric => `absent(${metric}{namespace="${namespace}"})`)
    .join(' or '),
  minutes: 15,
  summary: 'Backups cannot be watched: their metrics are missing.',
});

/** About archiving and base backups of PostgreSQL by CloudNativePG in one namespace, as patient as the tier. */
export function databaseAlerts(
  { namespace, tier }: Pick<ObjectContext, 'namespace'> & { tier: TierPolicy },
  schedule: string,
): Alert[] {
  const inNamespace = `namespace="${namespace}"`;
  const rpoMinutes = tier.rpo ? Duration.fromISO(tier.rpo).as('minutes') : 60;
  // A late backup is one that has missed its time by a quarter of the interval.
  const backupMinutes = Math.ceil((24 * 60 * 1.25) / timesPerDay(schedule));
  return [
    {
      name: 'OdooWalArchivingFailing',
      expression: `max(cnpg_pg_stat_archiver_last_failed_time{${inNamespace}} - cnpg_pg_stat_archiver_last_archived_time{${inNamespace}}) > 0`,
      minutes: 5,
      summary: 'The newest attempt to archive WAL failed.',
    },
    {
      // An idle database has nothing to archive, a busy one always has something waiting: neither is stalled.
      name: 'OdooWalArchivingStalled',
      expression: `max(cnpg_collector_pg_wal_archive_status{${inNamespace},value="ready"}) > 0 and time() - max(cnpg_pg_stat_archiver_last_archived_time{${inNamespace}}) > ${
        Math.min(rpoMinutes, 60) * 60
      }`,
      minutes: 1,
      summary: 'WAL is waiting and none has been archived for too long.',
    },
    {
      name: 'OdooBaseBackupTooOld',
      expression: `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${inNamespace}}) > ${
        backupMinutes * 60
      }`,
      minutes: 15,
      summary: 'The newest base backup is older than its schedule allows.',
    },
  ];
}
