import {
  EnvironmentSpec,
  Plan,
  Platform,
  SharedServer,
  TierPolicy,
} from '@plumbline/plugin-odoo-common';
import { capacityGiBOf } from '../databaseServer/databaseServerLoad';
import { backupStorageGiB } from './backups';
import { DatabaseSize } from './databaseSize';
import { filestoreCopyOf } from './filestoreCopy';
import { OdooSize } from './sizing';

interface Priced {
  spec: EnvironmentSpec;
  odoo: OdooSize;
  database: DatabaseSize;
  /** The one that the environment shares. */
  server?: SharedServer;
}

const cents = (amount: number) => Math.round(amount * 100) / 100;

/**
 * Monthly cost at the planned number of pods, from the platform's price table. The recovery part
 * is what the tier adds over the same load on one database instance, the web pods that the users
 * alone ask for, one websocket pod, one queue pod and no backups.
 */
export function monthlyCost(
  { spec, odoo, database, server }: Priced,
  platform: Platform,
): Plan['monthlyCost'] {
  const { prices, sizing } = platform;
  const tier = platform.tiers[spec.tier];
  const compute = (cpu: number, memoryGiB: number) =>
    cpu * prices.vCpu + memoryGiB * prices.memoryGiB;
  const pod = ({ cpu, memoryRequestMiB }: OdooSize['websocket']) =>
    compute(cpu, memoryRequestMiB / 1024);
  const managed = spec.database.kind === 'flexible-server';
  const instance =
    shareOf(server, { spec, database }, platform) *
    (managed
      ? compute(database.cpu, database.memoryGiB) *
          prices.flexibleServer.computeFactor +
        database.storageGiB * prices.flexibleServer.storageGiB
      : compute(database.cpu, database.memoryGiB) +
        database.storageGiB * prices.databaseStorageGiB);
  const storePrice = prices.backupStorageGiB[tier.storageReplication];
  const copiedGiB = filestoreCopyOf(platform, tier)
    ? spec.data.filestoreGiB
    : 0;
  const backups =
    copiedGiB * storePrice +
    (managed
      ? geoBackupGiB(spec, tier) * prices.flexibleServer.geoBackupGiB
      : backupStorageGiB(spec.data.databaseGiB, tier, sizing) * storePrice);
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
    ...(odoo.queue
      ? [{ title: 'Queue pods', amount: odoo.queue.pods * pod(odoo.queue) }]
      : []),
    {
      title: server
        ? `Share of the database server ${server.name}`
        : 'Database',
      amount: database.instances * instance,
    },
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
        (odoo.queue ? (odoo.queue.pods - 1) * pod(odoo.queue) : 0) +
        backups,
    ),
    items,
  };
}

/** What an environment pays of a server: its part of the scarcer of connections and storage. */
function shareOf(
  server: SharedServer | undefined,
  { spec, database }: Pick<Priced, 'spec' | 'database'>,
  platform: Platform,
): number {
  if (!server) return 1;
  return Math.max(
    database.connections / database.connectionLimit,
    spec.data.databaseGiB / capacityGiBOf(server, platform),
  );
}

/** Azure keeps as much as the data in the second region; what it keeps in the first is included. */
function geoBackupGiB(spec: EnvironmentSpec, tier: TierPolicy): number {
  return tier.storageReplication === 'RA-GZRS' ? spec.data.databaseGiB : 0;
}
