import { Tier } from '../environment/stage';

export const AREAS = [
  'availability',
  'application',
  'jobs',
  'integration',
  'database',
  'cache',
  'storage',
  'delivery',
  'secrets',
  'platform',
  'business',
] as const;
export type Area = (typeof AREAS)[number];

const MINUTE = 60;
const ALL: readonly Tier[] = [1, 2, 3, 4];
const UP_TO_3: readonly Tier[] = [1, 2, 3];
const UP_TO_2: readonly Tier[] = [1, 2];

interface ProbeRow {
  title: string;
  area: Area;
  /** Tiers at which the verdict needs it. */
  required: readonly Tier[];
  /** Time to live of an observation, in seconds. */
  ttl: number;
}

const probe = (
  area: Area,
  title: string,
  required: readonly Tier[],
  ttlMinutes: number,
): ProbeRow => ({ area, title, required, ttl: ttlMinutes * MINUTE });

/** The table of `assessments.md`, in its order: that order also breaks ties for the deciding probe. */
export const PROBES = {
  'web.reachable': probe('availability', 'Log-in page answers', ALL, 5),
  'web.latency-p95': probe('availability', 'Response time', UP_TO_2, 5),
  'ingress.certificate': probe('availability', 'Certificate', ALL, 5),
  'web.ready': probe('application', 'Web pods', ALL, 5),
  'websocket.ready': probe('application', 'Websocket pods', ALL, 5),
  'pods.restarts': probe('application', 'Restarts', ALL, 5),
  'pods.oom': probe('application', 'Killed for memory', ALL, 5),
  'rollout.progress': probe('application', 'Rollout', ALL, 5),
  'autoscaler.limited': probe('application', 'Autoscaler', ALL, 5),
  'cron.ready': probe('jobs', 'Cron pods', UP_TO_3, 10),
  'cron.lag': probe('jobs', 'Cron lag', UP_TO_3, 10),
  'cron.failing': probe('jobs', 'Failing crons', UP_TO_3, 10),
  'modules.pending': probe('jobs', 'Modules pending', UP_TO_3, 10),
  'queue.ready': probe('integration', 'Queue workers', UP_TO_2, 10),
  'queue.oldest': probe('integration', 'Oldest queued job', UP_TO_2, 10),
  'queue.failed-rate': probe('integration', 'Failed jobs', UP_TO_2, 10),
  'database.phase': probe('database', 'Database phase', ALL, 5),
  'database.replicas': probe('database', 'Database instances', ALL, 5),
  'database.archiving': probe('database', 'WAL archiving', ALL, 5),
  'database.connections': probe('database', 'Connections', UP_TO_2, 5),
  'database.locks': probe('database', 'Lock waits', UP_TO_2, 5),
  'database.disk': probe('database', 'Database disk', UP_TO_2, 5),
  'database.cpu': probe('database', 'Database CPU', UP_TO_2, 5),
  'redis.available': probe('cache', 'Cache', UP_TO_2, 5),
  'redis.memory': probe('cache', 'Cache memory', UP_TO_2, 5),
  'redis.evictions': probe('cache', 'Cache evictions', UP_TO_2, 5),
  'filestore.available': probe('storage', 'Filestore', ALL, 60),
  'volume.bound': probe('storage', 'Volumes bound', ALL, 60),
  'volume.usage': probe('storage', 'Volume usage', ALL, 60),
  'gitops.sync': probe('delivery', 'In sync with Git', ALL, 5),
  'gitops.health': probe('delivery', 'GitOps health', ALL, 5),
  'image.digest': probe('delivery', 'Running image', ALL, 5),
  'goldenpath.drift': probe('delivery', 'Golden path', ALL, 5),
  'commit.unledgered': probe('delivery', 'Governed commits', ALL, 5),
  'secrets.synced': probe('secrets', 'Secrets', UP_TO_3, 60),
  'cluster.reachable': probe('platform', 'Cluster', ALL, 10),
  'quota.usage': probe('platform', 'Quota', ALL, 10),
  // Never impact now: its deadline is a risk ahead.
  'cluster.version': probe('platform', 'Cluster version', [], 60),
  'azure.resource-health': probe('platform', 'Azure resources', UP_TO_2, 10),
  'azure.service-health': probe('platform', 'Azure service', UP_TO_2, 10),
  // Never in the technical verdict, at no tier: what people do is no fault of a machine until somebody looked.
  'business.approvals': probe('business', 'Purchase approvals', [], 20),
  'business.postings': probe('business', 'Analytic postings', [], 20),
  'business.queue': probe('business', 'Queue against its baseline', [], 20),
} satisfies Record<string, ProbeRow>;

export type ProbeId = keyof typeof PROBES;
export const PROBE_IDS = Object.keys(PROBES) as ProbeId[];

/** Areas that a planned maintenance excuses; never delivery, secrets or platform, nor the database that it needs itself. */
export const EXCUSABLE_AREAS: ReadonlySet<Area> = new Set<Area>([
  'availability',
  'application',
  'jobs',
  'integration',
  'cache',
]);

export function probeArea(id: ProbeId): Area {
  return PROBES[id].area;
}

export function isRequired(id: ProbeId, tier: Tier): boolean {
  return (PROBES[id].required as readonly Tier[]).includes(tier);
}
