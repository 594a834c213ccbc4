import {
  Platform,
  ReleaseDocument,
  Sizing,
  Tier,
} from '@plumbline/plugin-odoo-common';

/** Requests and limits of one Odoo pod; no CPU limit is set: throttling a worker helps nobody. */
export interface PodSize {
  cpu: number;
  memoryRequestMiB: number;
  memoryLimitMiB: number;
}

/** What runs a script in the release's image; it mostly waits. */
export const SCRIPT_POD = { cpu: 0.05, memoryRequestMiB: 64 };

/** Websocket and cron pods do not grow with the users; their sizes are measured, not derived. */
const WEBSOCKET_POD: PodSize = {
  cpu: 0.25,
  memoryRequestMiB: 1024,
  memoryLimitMiB: 1024,
};
const CRON_POD: PodSize = {
  cpu: 0.5,
  memoryRequestMiB: 2048,
  memoryLimitMiB: 2048,
};
/** The migration Job runs beside the pods of the previous release. */
export const MIGRATION_POD: PodSize = {
  cpu: 0.5,
  memoryRequestMiB: 2048,
  memoryLimitMiB: 3072,
};

/** The same through a whole series: every record of every module, in one process without a limit of Odoo's own. */
export const SERIES_POD: PodSize = {
  cpu: 1,
  memoryRequestMiB: 4096,
  memoryLimitMiB: 6144,
};

/** `db_maxconn_gevent` of `odoo.conf`: what one websocket pod can hold. */
export const WEBSOCKET_CONNECTIONS = 16;

/** The module that queues jobs; without it nothing is there to be worked off. */
const QUEUE_MODULE = 'queue_job';

export const queuesJobs = (release?: ReleaseDocument): boolean =>
  release?.spec.modules.some(({ name }) => name === QUEUE_MODULE) ?? false;

/** Up to this many workers, an environment is small: pods of 2 workers and one cron thread. */
const SMALL_WORKERS = 4;

/** Workers that the named users need at a peak. Source: Odoo's deployment documentation. */
export function workersAt(peak: number, named: number, sizing: Sizing): number {
  const concurrent = named * sizing.activeShare * peak;
  return Math.ceil(concurrent / sizing.usersPerWorker);
}

export function sizeOdoo(
  { named, tier, queue }: { named: number; tier: Tier; queue: boolean },
  platform: Platform,
) {
  const { sizing } = platform;
  const workers = workersAt(sizing.peaks.base, named, sizing);
  const small = workers <= SMALL_WORKERS;
  const workersPerPod = small ? 2 : 4;
  const neededPods = Math.ceil(workers / workersPerPod);
  const pods = Math.max(platform.tiers[tier].webPods, neededPods);
  const peakWorkers = workersAt(sizing.peaks.monthEnd, named, sizing);
  const peakPods = Math.ceil((peakWorkers * sizing.surge) / workersPerPod);
  return {
    workersPerPod,
    peakWorkers,
    /** Web pods that the users alone ask for, before the tier's minimum. */
    neededPods,
    web: {
      pods,
      maximumPods: Math.max(pods, peakPods),
      ...webPodSize(workersPerPod, sizing),
    },
    websocket: { pods: tier <= 2 ? 2 : 1, ...WEBSOCKET_POD },
    cron: { pods: 1, threads: small ? 1 : 2, ...CRON_POD },
    ...(queue && {
      queue: {
        // One hands jobs out; the other takes over by an advisory lock when it goes.
        pods: tier <= 2 ? 2 : 1,
        workers: workersPerPod,
        ...webPodSize(workersPerPod, sizing),
      },
    }),
  };
}
export type OdooSize = ReturnType<typeof sizeOdoo>;

function webPodSize(workersPerPod: number, sizing: Sizing): PodSize {
  const heavy = Math.ceil(workersPerPod / 2);
  const light = workersPerPod - heavy;
  return {
    // The inverse of "2 * CPU + 1 workers": a multiple of half a core.
    cpu: (workersPerPod - 1) / 2,
    memoryRequestMiB:
      workersPerPod * sizing.workerMemoryMiB + sizing.podOverheadMiB,
    // Half of the workers at their soft limit at once: all of them never are.
    memoryLimitMiB:
      heavy * sizing.softLimitMiB +
      light * sizing.lightWorkerMiB +
      sizing.podOverheadMiB,
  };
}
