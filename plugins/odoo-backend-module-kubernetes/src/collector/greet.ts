import { ForwardedError } from '@backstage/errors';
import { z } from 'zod';
import { ApiStatusError, ClusterClient, unreachableReason } from '../client';
import { ClusterFacts } from '../probes';
import { Problem } from './problems';
import { Refused, isRefusal } from './refusal';

const versionSchema = z.object({ gitVersion: z.string() });

type Greeting = Pick<ClusterFacts, 'version' | 'latencyMs' | 'skewMs'>;

/** The first call: whether the cluster answers at all, how fast, and what it is. */
export async function greet(
  client: ClusterClient,
  limitMs: number,
  problems: Problem[],
  refused: Refused,
): Promise<Greeting | { unreachable: string }> {
  const startedAt = performance.now();
  try {
    const answer = await client.get('/version', {}, undefined, limitMs);
    const latencyMs = performance.now() - startedAt;
    return {
      latencyMs,
      skewMs: worthMention(client.skewMs),
      version: versionSchema.safeParse(answer).data?.gitVersion,
    };
  } catch (error) {
    // A cluster that refuses to tell its version has answered; one that fails or refuses us has not.
    if (error instanceof ApiStatusError && error.status === 403) {
      problems.push({
        kind: 'no-permission',
        subject: '/version',
        message: error.message,
      });
      return {
        latencyMs: performance.now() - startedAt,
        skewMs: worthMention(client.skewMs),
      };
    }
    if (isRefusal(error)) throw refused(error);
    const reason = unreachableReason(error);
    if (reason) return { unreachable: reason };
    throw new ForwardedError('The cluster cannot be read', error);
  }
}

/** Clocks that differ by less are taken for equal; an answer tells its time in whole seconds and takes a while. */
const SKEW_LIMIT_MS = 60_000;

function worthMention(skewMs: number | undefined = 0): number {
  return Math.abs(skewMs) > SKEW_LIMIT_MS ? Math.round(skewMs) : 0;
}
