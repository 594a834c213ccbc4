import { EnvironmentSpec, Plan, Platform } from '@plumbline/plugin-odoo-common';
import { backupStorageGiB } from './backups';
import { DatabaseSize } from './databaseSize';
import { filestoreCopyOf } from './filestoreCopy';
import { OdooSize } from './sizing';

const cents = (amount: number) => Math.round(amount * 100) / 100;

/**
 * Monthly cost at the planned number of pods, from the platform's price table. The recovery part
 * is what the tier adds over the same load on one database instance, the web pods that the users
 * alone ask for, one websocket pod and no backups.
 */
export function monthlyCost(
  spec: EnvironmentSpec,
  odoo: OdooSize,
  database: DatabaseSize,
  platform: Platform,
): Plan['monthlyCost'] {
  const { prices, sizing } = platform;
  const tier = platform.tiers[spec.tier];
  const compute = (cpu: number, memoryGiB: number) =>
    cpu * prices.vCpu + memoryGiB * prices.memoryGiB;
  const pod = ({ cpu, memoryRequestMiB }: OdooSize['websocket']) =>
    compute(cpu, memoryRequestMiB / 1024);
  const instance =
    compute(database.cpu, database.memoryGiB) +
    database.storageGiB * prices.databaseStorageGiB;
  const copiedGiB = filestoreCopyOf(platform, tier)
    ? spec.data.filestoreGiB
    : 0;
  const backups =
    (backupStorageGiB(spec.data.databaseGiB, tier, sizing) + copiedGiB) *
    prices.backupStorageGiB[tier.storageReplication];
  const filestoreGiB = Math.max(
    spec.data.filestoreGiB,
    platform.filestore.minimumGiB,
  );

  const items = [
    { title: 'Web pods', amount: odoo.web.pods * pod(odoo.web) },
    {
      title: 'Websocket pods',
      amount: odoo.websocket.pods * pod(odoo.websocket),
    },
    { title: 'Cron pods', amount: odoo.cron.pods * pod(odoo.cron) },
    { title: 'Database', amount: database.instances * instance },
    { title: 'Filestore', amount: filestoreGiB * prices.fileStorageGiB },
    { title: 'Backups', amount: backups },
    {
      title: 'Certificate and ingress',
      amount: prices.certificateAndIngress,
    },
  ].map(({ title, amount }) => ({ title, amount: cents(amount) }));

  const extraWebPods = odoo.web.pods - odoo.neededPods;
  return {
    amount: cents(items.reduce((sum, { amount }) => sum + amount, 0)),
    currency: prices.currency,
    recoveryAmount: cents(
      (database.instances - 1) * instance +
        extraWebPods * pod(odoo.web) +
        (odoo.websocket.pods - 1) * pod(odoo.websocket) +
        backups,
    ),
    items,
  };
}
