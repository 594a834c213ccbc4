import { ProbeId } from '@plumbline/plugin-odoo-common';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { Alert } from './alertRules';
import { hasOwnCluster } from './database';
import { isStopped, limitedAutoscalerNames, rolesOf } from './scaling';

export interface HealthAlert extends Alert {
  /** The probe that sees the same, whose runbook tells what to do. */
  probe: ProbeId;
}

const VOLUME_FULL = 0.9;

/**
 * What wakes somebody without the portal, by the metrics of kube-state-metrics, the kubelet and CloudNativePG.
 * A metric that is missing fires too: rules over nothing would never do.
 *
 * None for an environment that sleeps at night: the metrics do not tell sleep from failure. Of one that is stopped
 * the database goes on.
 */
export function healthAlertsOf(context: RenderContext): HealthAlert[] {
  if (context.spec.schedule === 'office-hours') return [];
  return [
    ...(isStopped(context) ? [] : podAlerts(context)),
    ...databaseAlerts(context),
    ...autoscalerAlerts(context),
    volumeAlert(context),
  ];
}

function podAlerts(context: RenderContext): HealthAlert[] {
  const inNamespace = `namespace="${context.namespace}"`;
  // While the database is migrated, nothing is meant to run.
  const unlessMigrating = `unless on() max(kube_job_status_active{${inNamespace},job_name=~"${OBJECT_NAMES.migration}-.*"}) > 0`;
  return rolesOf(context).map(role => {
    const pods = `kube_deployment_status_replicas_available{${inNamespace},deployment="${OBJECT_NAMES[role]}"}`;
    return {
      name: `Odoo${role[0].toUpperCase()}${role.slice(1)}Unavailable`,
      expression: `(max(${pods}) == 0 or absent(${pods})) ${unlessMigrating}`,
      // People notice at once that web is gone, of the others what is left undone.
      minutes: role === 'web' ? 5 : 15,
      summary: `No pod of ${OBJECT_NAMES[role]} is available.`,
      probe: `${role}.ready`,
    };
  });
}

function databaseAlerts(context: RenderContext): HealthAlert[] {
  if (!hasOwnCluster(context)) return [];
  const up = `cnpg_collector_up{namespace="${context.namespace}"}`;
  const { instances } = context.plan.database;
  const unavailable: HealthAlert = {
    name: 'OdooDatabaseUnavailable',
    expression: `max(${up}) < 1 or absent(${up})`,
    minutes: 5,
    summary: 'No instance of the database answers.',
    probe: 'database.phase',
  };
  if (instances === 1) return [unavailable];
  return [
    unavailable,
    {
      name: 'OdooDatabaseInstanceMissing',
      expression: `sum(${up}) < ${instances}`,
      minutes: 15,
      summary: `Fewer than ${instances} instances of the database answer.`,
      canWait: true,
      probe: 'database.replicas',
    },
  ];
}

function autoscalerAlerts(context: RenderContext): HealthAlert[] {
  return limitedAutoscalerNames(context).map(name => {
    // As KEDA names what it makes.
    const autoscaler = `{namespace="${context.namespace}",horizontalpodautoscaler="keda-hpa-${name}"}`;
    return {
      name: 'OdooAutoscalerAtMaximum',
      expression: `max(kube_horizontalpodautoscaler_status_current_replicas${autoscaler}) >= max(kube_horizontalpodautoscaler_spec_max_replicas${autoscaler})`,
      minutes: 30,
      summary: `${name} has been at its maximum for half an hour.`,
      canWait: true,
      probe: 'autoscaler.limited',
    };
  });
}

function volumeAlert({ namespace }: RenderContext): HealthAlert {
  const of = (what: string) =>
    `kubelet_volume_stats_${what}_bytes{namespace="${namespace}"}`;
  return {
    name: 'OdooVolumeFull',
    expression: `max(${of('used')} / ${of('capacity')}) > ${VOLUME_FULL}`,
    minutes: 15,
    summary: `A volume is more than ${VOLUME_FULL * 100} % full.`,
    probe: 'volume.usage',
  };
}
