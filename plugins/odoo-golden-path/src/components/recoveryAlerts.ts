import { Manifest } from '../manifest/manifest';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { archivesOf } from '../plan/archives';
import { filestoreCopyOf } from '../plan/filestoreCopy';
import { Alert, alertRules, environmentSubject } from './alertRules';
import { hasOwnCluster } from './database';
import { databaseAlerts, metricsMissing } from './databaseAlerts';

/** The longest month, and days to look why. */
const ARCHIVE_DAYS = 33;

/**
 * Wakes somebody before a backup is needed. The rules read the metrics of CloudNativePG and of its
 * Barman plugin (a PodMonitor for them is the cluster's own) and of kube-state-metrics; that they are
 * missing is an alert of its own, because rules over nothing never fire.
 */
export function recoveryAlertsComponent(context: RenderContext): Manifest[] {
  const { alerts } = context.platform;
  if (!alerts || !context.tier.backupSchedule) return [];
  return alertRules(context, {
    subject: environmentSubject(context),
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
