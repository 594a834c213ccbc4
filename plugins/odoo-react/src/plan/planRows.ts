import { Plan } from '@plumbline/plugin-odoo-common';
import {
  formatIsoDuration,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
} from '../format';

export interface PlanRow {
  title: string;
  value: (plan: Plan) => string;
}

const pods = (group: Plan['web']) =>
  `${group.pods} pods, each ${formatQuantity(
    group.cpu,
    'CPU',
  )}, ${formatMebibytes(group.memoryRequestMiB)} (at most ${formatMebibytes(
    group.memoryLimitMiB,
  )})`;

/** What a plan says, in the order in which people ask. */
export const PLAN_ROWS: readonly PlanRow[] = [
  { title: 'Cluster', value: ({ placement }) => placement.cluster },
  {
    title: 'Web',
    value: ({ web, workersPerPod }) =>
      `${pods(web)}, ${workersPerPod} workers a pod, up to ${
        web.maximumPods
      } pods`,
  },
  {
    title: 'Websocket',
    value: ({ websocket }) =>
      pods({ ...websocket, maximumPods: websocket.pods }),
  },
  {
    title: 'Cron',
    value: ({ cron }) =>
      `${pods({ ...cron, maximumPods: cron.pods })}, ${cron.threads} threads`,
  },
  {
    title: 'Database',
    value: ({ database }) =>
      `${database.instances} instances, each ${formatQuantity(
        database.cpu,
        'CPU',
      )}, ${formatQuantity(database.memoryGiB, 'GiB')}, disk ${formatQuantity(
        database.storageGiB,
        'GiB',
      )}`,
  },
  {
    title: 'Connections',
    value: ({ database }) =>
      `${database.connections} of ${database.connectionLimit} that may be used (maximum ${database.maxConnections})`,
  },
  {
    title: 'Total at most',
    value: ({ totals }) =>
      `${totals.pods} pods, ${formatQuantity(
        totals.cpu,
        'CPU',
      )}, ${formatQuantity(totals.memoryGiB, 'GiB')}`,
  },
  {
    title: 'Recovery',
    value: ({ recovery }) =>
      `tier ${recovery.tier}: ${
        recovery.rto
          ? `back within ${formatIsoDuration(recovery.rto)}`
          : 'rebuilt, not restored'
      }${
        recovery.rpo ? `, at most ${formatIsoDuration(recovery.rpo)} lost` : ''
      }; kept ${recovery.retentionDays} d, ${
        recovery.replication
      }, immutability ${recovery.immutability}, restore test ${
        recovery.restoreTest
      }`,
  },
  {
    title: 'Cost',
    value: ({ monthlyCost }) =>
      `${formatMonthlyCost(monthlyCost)}, of it ${formatMonthlyCost({
        amount: monthlyCost.recoveryAmount,
        currency: monthlyCost.currency,
      })} for the recovery tier`,
  },
];
