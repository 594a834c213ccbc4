import { createHmac } from 'node:crypto';
import {
  environmentName,
  formatEnvironmentRef,
  LABELS,
  type EnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { vaultUrlOf } from '@plumbline/plugin-odoo-golden-path';
import type {
  BaseBackups,
  GitOpsFeed,
  OutsideWorld,
  PodRuntime,
} from '../controllers';
import type { Pod } from '../controllers/runtime';
import type { Ailments } from './ailments';
import { deploymentsOf, type WorldFacts } from './environments';
import { APPROVAL_CRASH, hasModuleConflict } from './moduleConflict';
import { releasedDigests } from './releasedDigests';

/** What runs beside the clusters and they make use of. */
export interface OutsideServices {
  /** Takes base backups of the databases of a region. */
  backups(region: string): BaseBackups;
  pods: PodRuntime;
  /** A secret that one of these services has put into a vault. */
  issuedSecret(vaultUrl: string, key: string): string | undefined;
}

interface Options extends WorldFacts {
  ailments: Ailments;
  services: OutsideServices;
  feed: GitOpsFeed;
  now: () => Date;
  /** Values of secrets are derived from it. */
  vaultKey: string;
}

function belongsTo(pod: Pod, ref: EnvironmentRef, component: string): boolean {
  return labelled(pod.metadata.labels ?? {}, ref, component);
}

function labelled(
  labels: Readonly<Record<string, string>>,
  ref: EnvironmentRef,
  component: string,
): boolean {
  return (
    labels[LABELS.tenant] === ref.tenant &&
    labels[LABELS.stage] === ref.stage &&
    labels[LABELS.component] === component
  );
}

/** When each digest was lost to the registry's clean-up. */
function purges(facts: WorldFacts): Map<string, number> {
  const deployments = deploymentsOf(facts);
  return new Map(
    facts.world.purgedImages.map(({ environment, release, after }) => {
      const found = deployments.find(
        ({ ref, releaseId }) =>
          formatEnvironmentRef(ref) === formatEnvironmentRef(environment) &&
          releaseId === release,
      );
      if (!found) {
        throw new Error(
          `${formatEnvironmentRef(environment)} was never on ${release}`,
        );
      }
      return [found.release.spec.digest, found.at.getTime() + after * 1000];
    }),
  );
}

/** Registry, users, certificate authority and vaults as the world says, seen from a region. */
export function outsideWorld(
  options: Options,
): (region: string) => OutsideWorld {
  const { world, platform, seededAt, feed, now } = options;
  const { vaultKey, services, ailments } = options;
  const since = (age: number) => seededAt.getTime() - age;
  const purgedAt = purges(options);
  const digests = releasedDigests(feed);
  const conflicts = hasModuleConflict(options);
  const shared: Omit<OutsideWorld, 'backups'> = {
    pods: services.pods,
    registry: {
      has(image) {
        const { database, restoreTest, filestore } = platform;
        const tools = [
          database.imageName,
          restoreTest?.image,
          filestore.restoreImage,
        ];
        if (tools.includes(image)) return true;
        const digest = image.split('@')[1];
        const lost = purgedAt.get(digest) ?? Infinity;
        return digests().has(digest) && now().getTime() < lost;
      },
    },
    load: {
      memoryMiB: (pod, at) =>
        world.load.find(
          ({ environment, component, age, memoryMiB }) =>
            memoryMiB !== undefined &&
            since(age) <= at.getTime() &&
            belongsTo(pod, environment, component),
        )?.memoryMiB,
      nextChange(pod, at) {
        const next = world.load.find(
          ({ environment, component, age }) =>
            since(age) > at.getTime() && belongsTo(pod, environment, component),
        );
        return next && new Date(since(next.age));
      },
      cpuPercent: (labels, at) =>
        world.load.find(
          ({ environment, component, age, cpuPercent }) =>
            cpuPercent !== undefined &&
            since(age) <= at.getTime() &&
            labelled(labels, environment, component),
        )?.cpuPercent,
      probeFailure: ({ metadata }) =>
        ailments.lagging.has(`${metadata.namespace}/${metadata.name}`)
          ? 'HTTP probe failed with statuscode: 500, instance is lagging: 412 MiB of WAL behind its primary'
          : undefined,
      crash: pod =>
        ailments.moduleConflict && conflicts(pod) ? APPROVAL_CRASH : undefined,
    },
    certificateAuthority: {
      refusal: (domain, at) =>
        world.refusedDomains.find(
          refused =>
            refused.domain === domain && since(refused.age) <= at.getTime(),
        )?.reason,
    },
    vault: {
      read(vaultUrl, key) {
        const missing = world.missingSecrets.some(
          lost =>
            lost.key === key &&
            vaultUrl ===
              vaultUrlOf(platform, environmentName(lost.environment)),
        );
        if (missing) return undefined;
        return (
          services.issuedSecret(vaultUrl, key) ??
          createHmac('sha256', vaultKey)
            .update(`${vaultUrl} ${key}`)
            .digest('base64url')
        );
      },
    },
  };
  return region => ({ ...shared, backups: services.backups(region) });
}
