import { ForwardedError } from '@backstage/errors';
import { Environment } from '@plumbline/plugin-odoo-common';
import { Collection } from '@plumbline/plugin-odoo-node';
import { ClusterClient, discover } from '../client';
import { listWarnings } from '../events';
import { ClusterFacts, neededKinds, observe } from '../probes';
import { Listings } from '../records';
import { recoveryFacts, recoveryKinds } from '../recovery';
import { greet } from './greet';
import { observeFreezes } from './observeFreezes';
import { Refused, isRefusal } from './refusal';
import { ListedKind, ServedElsewhere, listNeeded } from './listNeeded';
import {
  Problem,
  listingProblem,
  skewProblem,
  warningsProblem,
} from './problems';

export interface CollectOptions {
  environments: readonly Environment[];
  now: Date;
  argoCdUrl?: string;
  /** When each minor version of Kubernetes ceases to be supported. */
  support: ClusterFacts['support'];
  /** After this the cluster counts as unreachable; less than the limit of the run. */
  greetingMs: number;
  refused: Refused;
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
  {
    environments,
    now,
    argoCdUrl,
    support,
    greetingMs,
    refused,
    elsewhere,
  }: CollectOptions,
): Promise<Collection> {
  const problems: Problem[] = [];
  const greeting = await greet(client, greetingMs, problems, refused);
  if ('unreachable' in greeting) {
    return unreachable(greeting.unreachable, environments, client.calls, now);
  }
  const cluster = { ...greeting, argoCdUrl, support };
  const { discovery, problem } = await discover(client).catch(error => {
    throw isRefusal(error) ? refused(error) : error;
  });
  if (problem) problems.push({ subject: '/apis', ...problem });

  const kinds = new Set([
    ...neededKinds(environments).keys(),
    ...recoveryKinds(environments),
  ]);
  const listings = new Listings();
  const [listed, listedWarnings] = await Promise.all([
    listNeeded(client, discovery, [...kinds], listings, elsewhere),
    listWarnings(client, environments),
  ]);
  failWhenNothingWasListed(listed, refused);
  const seen = await observeFreezes(client, environments, listings, {
    now,
    skewMs: cluster.skewMs,
  });
  problems.push(
    ...skewProblem(cluster.skewMs),
    ...listed.flatMap(kind => listingProblem(kind, environments)),
    ...warningsProblem(listedWarnings),
    ...seen.problems,
  );
  return {
    observations: environments.flatMap(environment =>
      observe({
        environment,
        expectation: environment.expectation,
        listings,
        warnings: listedWarnings.warnings,
        cluster,
        now: now.getTime() + Math.max(0, cluster.skewMs),
      }),
    ),
    recovery: environments.flatMap(environment =>
      recoveryFacts(environment, listings),
    ),
    freezes: seen.freezes,
    observedAt: now,
    upstreamCalls: client.calls,
    problems,
  };
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
function failWhenNothingWasListed(
  listed: readonly ListedKind[],
  refused: Refused,
): void {
  const refusal = listed.map(({ error }) => error).find(isRefusal);
  if (refusal) throw refused(refusal);
  const tried = listed.filter(({ state }) => state !== 'not-installed');
  const [first] = tried.flatMap(({ error }) => error ?? []);
  if (first && tried.every(({ error }) => error)) {
    throw new ForwardedError(
      'No kind could be listed; the first failed',
      first,
    );
  }
}
