import { Plan, Platform } from '@plumbline/plugin-odoo-common';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import {
  DatabaseServerTenant,
  capacityGiBOf,
  databaseServerLoad,
} from '../databaseServer/databaseServerLoad';
import { parseQuantity } from '../manifest/quantities';
import { RenderedFile } from '../render/renderEnvironment';
import { GateCheck, finding, gateCheckOf } from './gateCheck';
import { sharedServerOf } from './sharedServerOf';

const BYTES_PER_GIB = 2 ** 30;

export interface QuotaCheckInput {
  plan: Plan;
  platform: Platform;
  /** What is about to be committed: the quota is read from there, not assumed. */
  files: readonly RenderedFile[];
  /** Every other environment and every shared server on the same cluster. */
  neighbours: readonly { environment: string; totals: Plan['totals'] }[];
  /** This environment, and every other on the server that it shares; unused where it has its own. */
  tenants: readonly DatabaseServerTenant[];
  /** The data of this environment. */
  databaseGiB: number;
}

interface Size {
  cpu: number;
  memoryGiB: number;
}
const rounded = (value: number) => Math.round(value * 10) / 10;
export const sizeOf = ({ cpu, memoryGiB }: Size) =>
  `${rounded(cpu)} CPU and ${rounded(memoryGiB)} GiB`;

/** The gate `quota`: namespace, cluster and database server hold the plan at its maximum, surge included. */
export function checkQuota(input: QuotaCheckInput): GateCheck {
  const { plan } = input;
  return gateCheckOf(
    [
      checkNamespace(input),
      checkCluster(input, { ...plan.placement, wanted: plan.totals }),
      ...checkDatabase(input),
    ],
    `${sizeOf(plan.totals)} at the maximum fit into ${plan.placement.cluster}`,
  );
}

function checkNamespace({ plan, files }: QuotaCheckInput) {
  const quota = quotaOf(files);
  const title = 'Namespace quota';
  if (!quota) return finding(title, false, 'no ResourceQuota is rendered');
  const { totals } = plan;
  return finding(
    title,
    totals.cpu <= quota.cpu &&
      totals.memoryGiB <= quota.memoryGiB &&
      totals.pods <= quota.pods,
    `${sizeOf(totals)} in ${totals.pods} pods of ${sizeOf(quota)} in ${
      quota.pods
    } pods`,
  );
}

/** What is wanted fits beside everybody who is there. */
export function checkCluster(
  { platform, neighbours }: Pick<QuotaCheckInput, 'platform' | 'neighbours'>,
  { cluster, wanted }: { cluster: string; wanted: Size },
) {
  const title = 'Cluster capacity';
  const capacity = platform.clusters.find(
    ({ name }) => name === cluster,
  )?.capacity;
  if (!capacity) {
    return finding(title, false, `${cluster} is not part of this platform`);
  }
  const taken = {
    cpu: neighbours.reduce((sum, { totals }) => sum + totals.cpu, 0),
    memoryGiB: neighbours.reduce(
      (sum, { totals }) => sum + totals.memoryGiB,
      0,
    ),
  };
  return finding(
    title,
    taken.cpu + wanted.cpu <= capacity.cpu &&
      taken.memoryGiB + wanted.memoryGiB <= capacity.memoryGiB,
    `${sizeOf(wanted)} wanted, ${sizeOf(taken)} taken by ${
      neighbours.length
    } other${neighbours.length === 1 ? '' : 's'}, of ${sizeOf(
      capacity,
    )} on ${cluster}`,
  );
}

/** Connections and storage: of the environment alone on its own server, of everybody on a shared one. */
function checkDatabase({
  plan,
  platform,
  tenants,
  databaseGiB,
}: QuotaCheckInput) {
  const { database } = plan;
  const server = sharedServerOf(plan, platform);
  const { connections, storage } = server
    ? databaseServerLoad(server, tenants, platform)
    : {
        connections: {
          peak: database.connections,
          limit: database.connectionLimit,
          maximum: database.maxConnections,
        },
        storage: {
          databaseGiB,
          capacityGiB: capacityGiBOf(database, platform),
        },
      };
  const whose = server
    ? ` of ${tenants.length} environment${tenants.length === 1 ? '' : 's'} on ${
        server.name
      }`
    : '';
  return [
    finding(
      'Database connections',
      connections.peak <= connections.limit,
      `${connections.peak}${whose} at the peak, surge included; ${connections.limit} may be used of ${connections.maximum}`,
    ),
    finding(
      'Database storage',
      storage.databaseGiB <= storage.capacityGiB,
      `${storage.databaseGiB} GiB of data${whose}; the volume holds ${storage.capacityGiB} GiB with its WAL and growth`,
    ),
  ];
}

const resourceQuotaSchema = z.object({
  kind: z.literal('ResourceQuota'),
  spec: z.object({
    hard: z.object({
      'requests.cpu': z.string(),
      'requests.memory': z.string(),
      pods: z.string(),
    }),
  }),
});

/** What a namespace may take, as its ResourceQuota is rendered. */
export function quotaOf(files: readonly RenderedFile[]) {
  const hard = files
    .flatMap(({ content }) => parseAllDocuments(content))
    .map(document => resourceQuotaSchema.safeParse(document.toJS()))
    .find(({ success }) => success)?.data?.spec.hard;
  return (
    hard && {
      cpu: parseQuantity(hard['requests.cpu']),
      memoryGiB: parseQuantity(hard['requests.memory']) / BYTES_PER_GIB,
      pods: parseQuantity(hard.pods),
    }
  );
}
