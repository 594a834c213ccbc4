import { Duration } from 'luxon';
import { Manifest } from '../manifest/manifest';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { timesPerDay } from '../plan/backups';
import { archivesOf } from '../plan/archives';
import { filestoreCopyOf } from '../plan/filestoreCopy';
import { Alert, alertRules } from './alertRules';
import { hasOwnCluster } from './database';

/** The longest month, and days to look why. */
const ARCHIVE_DAYS = 33;

const metricsMissing = ({ namespace }: RenderContext): Alert => ({
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

/**
 * Wakes somebody before a backup is needed. The rules read the metrics of CloudNativePG and of its
 * Barman plugin (a PodMonitor for them is the cluster's own) and of kube-state-metrics; that they are
 * missing is an alert of its own, because rules over nothing never fire.
 */
export function recoveryAlertsComponent(context: RenderContext): Manifest[] {
  const { alerts } = context.platform;
  if (!alerts || !context.tier.backupSchedule) return [];
  return alertRules(context, {
    name: OBJECT_NAMES.recoveryAlerts,
    component: 'backup',
    about: 'recovery',
    alerts: alertsOf(context, context.tier.backupSchedule),
    runbookUrl: ({ name }) =>
      alerts.runbookUrl.replaceAll('{alert}', name.toLowerCase()),
  });
}

function alertsOf(context: RenderContext, schedule: string): Alert[] {
  // Of the metrics of another's server nothing is to be seen in this namespace.
  const watched = hasOwnCluster(context);
  return [
    ...(watched ? databaseAlerts(context, schedule) : []),
    ...filestoreAlerts(context),
    ...archiveAlerts(context),
    ...(watched ? [metricsMissing(context)] : []),
  ];
}

/** Of PostgreSQL by CloudNativePG in the environment's namespace. */
function databaseAlerts(context: RenderContext, schedule: string): Alert[] {
  const { tier, namespace } = context;
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

function filestoreAlerts({
  platform,
  tier,
  namespace,
}: RenderContext): Alert[] {
  const copy = filestoreCopyOf(platform, tier);
  if (!copy) return [];
  const metric = `kube_cronjob_status_last_successful_time{namespace="${namespace}",cronjob="${OBJECT_NAMES.filestoreCopy}"}`;
  return [
    {
      name: 'OdooFilestoreCopyTooOld',
      expression: `time() - max(${metric}) > ${
        copy.lossMinutes * 60
      } or absent(${metric})`,
      minutes: copy.everyMinutes,
      summary: 'The filestore was not copied in time.',
    },
  ];
}

function archiveAlerts({
  platform,
  tier,
  spec,
  namespace,
}: RenderContext): Alert[] {
  if (!archivesOf(platform, tier, spec)) return [];
  const of = (metric: string) =>
    `${metric}{namespace="${namespace}",cronjob="${OBJECT_NAMES.monthlyArchive}"}`;
  return [
    {
      name: 'OdooMonthlyArchiveMissing',
      // A new environment has none before its first month is over.
      expression: `time() - max(${of(
        'kube_cronjob_status_last_successful_time',
      )} or ${of('kube_cronjob_created')}) > ${ARCHIVE_DAYS * 24 * 3600}`,
      minutes: 60,
      summary: 'No archive was made this month.',
      canWait: true,
    },
  ];
}
