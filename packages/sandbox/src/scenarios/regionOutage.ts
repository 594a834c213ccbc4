import type { GroupBackups } from '../backups';
import type { Scenario } from './scenario';

/** What answers in a region and can be taken away. */
export interface RegionalService {
  region: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing in the region answers: its clusters' APIs and its storage accounts; copies elsewhere stay. */
export function regionOutage(
  backups: GroupBackups,
  clusters: readonly RegionalService[],
  region: string,
): Scenario {
  const services: RegionalService[] = [
    ...clusters,
    ...backups.stores.map(({ region: place, azurite }) => ({
      region: place,
      start: () => azurite.start(),
      stop: () => azurite.stop(),
    })),
  ].filter(service => service.region === region);
  const stop = () =>
    backups.live.between(async () => {
      for (const service of services) await service.stop();
    });
  return {
    name: 'region-outage',
    title: `Clusters and storage accounts in ${region} are unreachable`,
    on: stop,
    async off() {
      for (const service of services) await service.start();
      await backups.live.round();
    },
    resume: stop,
  };
}
