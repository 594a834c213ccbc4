import { Plan } from '@plumbline/plugin-odoo-common';
import {
  formatCount,
  formatIsoDuration,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
} from '../format';

export interface PlanRow {
  title: string;
  value: (plan: Plan) => string;
}

const pods = (group: Omit<Plan['web'], 'maximumPods'>) =>
  `${formatCount(group.pods, 'pod')}, each ${formatQuantity(
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
      `${pods(web)}, ${formatCount(
        workersPerPod,
        'worker',
      )} a pod, up to ${formatCount(web.maximumPods, 'pod')}`,
  },
  {
    title: 'Websocket',
    value: ({ websocket }) => pods(websocket),
  },
  {
    title: 'Cron',
    value: ({ cron }) =>
      `${pods(cron)}, ${formatCount(cron.threads, 'thread')}`,
  },
  {
    title: 'Database',
    value: ({ database }) =>
      `${formatCount(database.instances, 'instance')}, each ${formatQuantity(
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
      `${formatCount(totals.pods, 'pod')}, ${formatQuantity(
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
