import { z } from 'zod';
import { Kind } from '../records';
import { ApiStatusError } from './ApiStatusError';
import { ClusterClient } from './ClusterClient';

/** Aggregated discovery (Kubernetes 1.26 and later) in one call; older servers answer the same path with groups only. */
const ACCEPT =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

const aggregated = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      versions: z.array(
        z.object({
          version: z.string(),
          resources: z.array(z.object({ resource: z.string() })).nullish(),
        }),
      ),
    }),
  ),
});

const legacy = z.object({
  kind: z.literal('APIGroupList'),
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});

interface ServedVersion {
  version: string;
  /** Absent when the server tells groups only: then a list that is 404 tells. */
  plurals?: ReadonlySet<string>;
}

/** What a cluster serves. */
export class Discovery {
  readonly #groups: ReadonlyMap<string, readonly ServedVersion[]> | undefined;

  constructor(groups?: ReadonlyMap<string, readonly ServedVersion[]>) {
    this.#groups = groups;
  }

  /** The version to list a kind by; undefined when it is not installed. */
  version({ group, versions, plural }: Kind): string | undefined {
    // The core group is always there; without discovery the best version is tried.
    if (!group || !this.#groups) return versions[0];
    const served = this.#groups.get(group) ?? [];
    return versions.find(version =>
      served.some(
        candidate =>
          candidate.version === version &&
          (candidate.plurals?.has(plural) ?? true),
      ),
    );
  }
}

/**
 * Asks once for everything the cluster serves. Where discovery is forbidden, `problem` says so and
 * every kind is tried.
 * @throws when the cluster cannot be reached or refuses the credential.
 */
export async function discover(client: ClusterClient): Promise<{
  discovery: Discovery;
  problem?: { kind: 'failed' | 'no-permission'; message: string };
}> {
  let answer: unknown;
  try {
    answer = await client.get('/apis', {}, ACCEPT);
  } catch (error) {
    if (error instanceof ApiStatusError && error.status !== 401) {
      return {
        discovery: new Discovery(),
        problem: {
          kind: error.status === 403 ? 'no-permission' : 'failed',
          message: `discovery failed, every kind is tried: ${error.message}`,
        },
      };
    }
    throw error;
  }
  return { discovery: new Discovery(readGroups(answer)) };
}

function readGroups(answer: unknown): Map<string, ServedVersion[]> {
  const full = aggregated.safeParse(answer);
  if (full.success) {
    return new Map(
      full.data.items.map(({ metadata, versions }) => [
        metadata.name,
        versions.map(({ version, resources }) => ({
          version,
          plurals: new Set(resources?.map(({ resource }) => resource)),
        })),
      ]),
    );
  }
  const groups = legacy.safeParse(answer);
  if (groups.success) {
    return new Map(
      groups.data.groups.map(({ name, versions }) => [name, versions]),
    );
  }
  throw new Error('The answer to /apis is no discovery document');
}
