import { ForwardedError } from '@backstage/errors';
import { Environment } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { z } from 'zod';
import {
  ApiStatusError,
  ClusterClient,
  discover,
  unreachableReason,
} from '../client';
import { ClusterFacts, neededKinds, observe } from '../probes';
import { Listings } from '../records';
import { recoveryFacts, recoveryKinds } from '../recovery';
import { ListedKind, ServedElsewhere, listNeeded } from './listNeeded';
import { Problem, listingProblem } from './problems';

export interface CollectOptions {
  environments: readonly Environment[];
  now: Date;
  argoCdUrl?: string;
  /** After this the cluster counts as unreachable; less than the limit of the run. */
  greetingMs: number;
  elsewhere?: ServedElsewhere;
}

/**
 * One run over one cluster: its version, what it serves, one list for each kind that some
 * environment needs, and then judgement without any further call. A cluster that does not answer is
 * observed as just that.
 * @throws when the cluster refuses the credential, or no list succeeds.
 */
export async function collectCluster(
  client: ClusterClient,
  { environments, now, argoCdUrl, greetingMs, elsewhere }: CollectOptions,
): Promise<Collection> {
  const problems: Problem[] = [];
  const greeting = await greet(client, greetingMs, problems);
  if ('unreachable' in greeting) {
    return unreachable(greeting.unreachable, environments, client.calls, now);
  }
  const cluster = { ...greeting, argoCdUrl };
  const { discovery, problem } = await discover(client);
  if (problem) problems.push({ subject: '/apis', message: problem });

  const kinds = new Set([
    ...neededKinds(environments).keys(),
    ...recoveryKinds(environments),
  ]);
  const listings = new Listings();
  const listed = await listNeeded(
    client,
    discovery,
    [...kinds],
    listings,
    elsewhere,
  );
  failWhenNothingWasListed(listed);
  problems.push(...listed.flatMap(kind => listingProblem(kind, environments)));
  return {
    observations: environments.flatMap(environment =>
      observe({
        environment,
        expectation: environment.expectation,
        listings,
        cluster,
        now: now.getTime(),
      }),
    ),
    recovery: environments.flatMap(environment =>
      recoveryFacts(environment, listings),
    ),
    observedAt: now,
    upstreamCalls: client.calls,
    problems,
  };
}

const versionSchema = z.object({ gitVersion: z.string() });

/** The first call: whether the cluster answers at all, how fast, and what it is. */
async function greet(
  client: ClusterClient,
  limitMs: number,
  problems: Problem[],
): Promise<ClusterFacts | { unreachable: string }> {
  const startedAt = performance.now();
  try {
    const answer = await client.get(
      '/version',
      {},
      undefined,
      AbortSignal.timeout(limitMs),
    );
    const latencyMs = performance.now() - startedAt;
    return {
      latencyMs,
      version: versionSchema.safeParse(answer).data?.gitVersion,
    };
  } catch (error) {
    // A cluster that refuses to tell its version has answered; one that fails or refuses us has not.
    if (error instanceof ApiStatusError && error.status === 403) {
      problems.push({ subject: '/version', message: error.message });
      return { latencyMs: performance.now() - startedAt };
    }
    const reason = unreachableReason(error);
    if (reason) return { unreachable: reason };
    throw new ForwardedError('The cluster cannot be read', error);
  }
}

function unreachable(
  reason: string,
  environments: readonly Environment[],
  upstreamCalls: number,
  observedAt: Date,
): Collection {
  const failure = `The cluster cannot be reached: ${reason}`;
  return {
    observations: environments
      .filter(({ expectation }) =>
        expectation.probes.includes('cluster.reachable'),
      )
      .map(environment => ({
        environment: { tenant: environment.tenant, stage: environment.stage },
        probe: 'cluster.reachable',
        status: 'critical',
        threshold: 'answers',
        summary: `${environment.expectation.cluster} cannot be reached: ${reason}`,
      })),
    observedAt,
    upstreamCalls,
    problems: [],
    failure,
  };
}

/** Permissions and missing kinds are data; a cluster of which nothing can be read is a failed run. */
function failWhenNothingWasListed(listed: readonly ListedKind[]): void {
  const refused = listed.find(
    ({ error }) => error instanceof ApiStatusError && error.status === 401,
  );
  if (refused?.error) {
    throw new ForwardedError(
      'The cluster refuses the credential',
      refused.error,
    );
  }
  const tried = listed.filter(({ state }) => state !== 'not-installed');
  const [first] = tried.flatMap(({ error }) => error ?? []);
  if (first && tried.every(({ error }) => error)) {
    throw new ForwardedError(
      'No kind could be listed; the first failed',
      first,
    );
  }
}
