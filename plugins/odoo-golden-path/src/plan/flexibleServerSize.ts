import { InputError } from '@backstage/errors';

export interface FlexibleServerSku {
  name: string;
  tier: 'Burstable' | 'GeneralPurpose' | 'MemoryOptimized';
  cpu: number;
  memoryGiB: number;
  /** What users can open of `max_connections`, which Azure derives from the memory. */
  connections: number;
}

const sku = (
  name: string,
  tier: FlexibleServerSku['tier'],
  [cpu, memoryGiB, connections]: [number, number, number],
): FlexibleServerSku => ({ name, tier, cpu, memoryGiB, connections });

/** Above 32 GiB of memory Azure gives 5,000 connections, of which it keeps 15. */
const MOST_CONNECTIONS = 4985;

/**
 * Compute sizes, smallest first. Source: Azure's documentation of compute options and of limits; inferred beyond
 * 8 vCPU, and to be corrected here alone.
 */
const SKUS: readonly FlexibleServerSku[] = [
  sku('Standard_B2ms', 'Burstable', [2, 8, 844]),
  sku('Standard_D2ds_v5', 'GeneralPurpose', [2, 8, 844]),
  sku('Standard_E2ds_v5', 'MemoryOptimized', [2, 16, 1703]),
  sku('Standard_D4ds_v5', 'GeneralPurpose', [4, 16, 1703]),
  sku('Standard_E4ds_v5', 'MemoryOptimized', [4, 32, 3422]),
  sku('Standard_D8ds_v5', 'GeneralPurpose', [8, 32, 3422]),
  sku('Standard_E8ds_v5', 'MemoryOptimized', [8, 64, MOST_CONNECTIONS]),
  sku('Standard_D16ds_v5', 'GeneralPurpose', [16, 64, MOST_CONNECTIONS]),
  sku('Standard_E16ds_v5', 'MemoryOptimized', [16, 128, MOST_CONNECTIONS]),
  sku('Standard_D32ds_v5', 'GeneralPurpose', [32, 128, MOST_CONNECTIONS]),
  sku('Standard_E32ds_v5', 'MemoryOptimized', [32, 256, MOST_CONNECTIONS]),
  sku('Standard_D48ds_v5', 'GeneralPurpose', [48, 192, MOST_CONNECTIONS]),
  sku('Standard_E48ds_v5', 'MemoryOptimized', [48, 384, MOST_CONNECTIONS]),
  sku('Standard_D64ds_v5', 'GeneralPurpose', [64, 256, MOST_CONNECTIONS]),
  sku('Standard_E64ds_v5', 'MemoryOptimized', [64, 512, MOST_CONNECTIONS]),
  sku('Standard_D96ds_v5', 'GeneralPurpose', [96, 384, MOST_CONNECTIONS]),
  sku('Standard_E96ds_v5', 'MemoryOptimized', [96, 672, MOST_CONNECTIONS]),
];

/** Premium SSD: sizes that a server can have, in GiB. */
const STORAGE_GIB = [
  32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767,
] as const;

/** Days for which Azure can keep backups. */
export const FLEXIBLE_SERVER_RETENTION = { least: 7, most: 35 } as const;

/** Azure archives WAL at least this often; nobody can change it. */
export const FLEXIBLE_SERVER_RPO_MINUTES = 5;

/**
 * The smallest compute size with as much, or the largest of all.
 *
 * @param burstable - also one that slows down when it has used up its credits
 */
export function flexibleServerSku(
  wanted: { cpu: number; memoryGiB: number },
  { burstable }: { burstable: boolean },
): FlexibleServerSku {
  const offered = SKUS.filter(({ tier }) => tier !== 'Burstable' || burstable);
  return (
    offered.find(
      ({ cpu, memoryGiB }) =>
        cpu >= wanted.cpu && memoryGiB >= wanted.memoryGiB,
    ) ?? SKUS[SKUS.length - 1]
  );
}

/** The smallest volume that holds as much, or the largest of all. */
export const flexibleServerStorageGiB = (wanted: number): number =>
  STORAGE_GIB.find(size => size >= wanted) ??
  STORAGE_GIB[STORAGE_GIB.length - 1];

/** One standby at most; the number of instances that a tier wants decides where it stands. */
export function highAvailabilityOf(instances: number) {
  if (instances === 1) return 'Disabled';
  return instances === 2 ? 'SameZone' : 'ZoneRedundant';
}

/**
 * Pricing tier of a compute size.
 * @throws InputError when the golden path does not know it
 */
export function skuTier(name: string): FlexibleServerSku['tier'] {
  const found = SKUS.find(candidate => candidate.name === name);
  if (found) return found.tier;
  throw new InputError(`"${name}" is no compute size of a Flexible Server`);
}
