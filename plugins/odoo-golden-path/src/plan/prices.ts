import {
  EnvironmentSpec,
  Platform,
  SharedServer,
  TierPolicy,
} from '@plumbline/plugin-odoo-common';
import { capacityGiBOf } from '../databaseServer/databaseServerLoad';
import { backupStorageGiB } from './backups';
import { DatabaseSize } from './databaseSize';
import { filestoreCopyOf } from './filestoreCopy';
import { OdooSize } from './sizing';

export interface Priced {
  spec: EnvironmentSpec;
  odoo: OdooSize;
  database: DatabaseSize;
  /** The one that the environment shares. */
  server?: SharedServer;
}

const compute = ({ prices }: Platform, cpu: number, memoryGiB: number) =>
  cpu * prices.vCpu + memoryGiB * prices.memoryGiB;

const isManaged = ({ spec }: Pick<Priced, 'spec'>) =>
  spec.database.kind === 'flexible-server';

export function podPrice(
  { cpu, memoryRequestMiB }: OdooSize['websocket'],
  platform: Platform,
): number {
  return compute(platform, cpu, memoryRequestMiB / 1024);
}

/** Of one whole instance with its disk, whoever shares it. */
export function instancePrice(priced: Priced, platform: Platform): number {
  const { cpu, memoryGiB, storageGiB } = priced.database;
  const { prices } = platform;
  const computed = compute(platform, cpu, memoryGiB);
  return isManaged(priced)
    ? computed * prices.flexibleServer.computeFactor +
        storageGiB * prices.flexibleServer.storageGiB
    : computed + storageGiB * prices.databaseStorageGiB;
}

export function filestorePrice({ spec }: Priced, platform: Platform): number {
  const { prices, filestore } = platform;
  return (
    Math.max(spec.data.filestoreGiB, filestore.minimumGiB) *
    prices.fileStorageGiB
  );
}

export function backupsPrice(priced: Priced, platform: Platform): number {
  const { spec } = priced;
  const { prices, sizing } = platform;
  const tier = platform.tiers[spec.tier];
  const storePrice = prices.backupStorageGiB[tier.storageReplication];
  const copiedGiB = filestoreCopyOf(platform, tier)
    ? spec.data.filestoreGiB
    : 0;
  return (
    copiedGiB * storePrice +
    (isManaged(priced)
      ? geoBackupGiB(spec, tier) * prices.flexibleServer.geoBackupGiB
      : backupStorageGiB(spec.data.databaseGiB, tier, sizing) * storePrice)
  );
}

/** What an environment pays of its server: its part of the scarcer of connections and storage. */
export function shareOf(priced: Priced, platform: Platform): number {
  const { server, database } = priced;
  if (!server) return 1;
  return Math.max(
    database.connections / database.connectionLimit,
    storageShareOf(priced, platform),
  );
}

/** The same once nobody connects any more. A server of its own runs on for nobody: until a person deletes it. */
export function storageShareOf(
  { server, spec }: Pick<Priced, 'server' | 'spec'>,
  platform: Platform,
): number {
  if (!server) return 1;
  return spec.data.databaseGiB / capacityGiBOf(server, platform);
}

/** Azure keeps as much as the data in the second region; what it keeps in the first is included. */
function geoBackupGiB(spec: EnvironmentSpec, tier: TierPolicy): number {
  return tier.storageReplication === 'RA-GZRS' ? spec.data.databaseGiB : 0;
}
