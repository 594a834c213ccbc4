import { FluxSourceRecord, KindId, KustomizationRecord } from '../../records';
import { judgeReady } from '../../objects';
import { MINUTE, forHowLong, waited } from '../../words';
import { Finding } from '../Finding';
import { Subject } from '../Subject';

export const FLUX_SOURCES: readonly KindId[] = [
  'gitRepositories',
  'ociRepositories',
];

/** A Git server that is away for less interrupts nothing that was committed before. */
const PATIENCE = 30 * MINUTE;

/** The source of a Kustomization, or why what it applies proves nothing about Git. */
export function readableSource(
  { listings, now }: Subject,
  { source }: KustomizationRecord,
): { source: FluxSourceRecord } | { finding: Finding } {
  const kind = sourceKind(source.kind);
  const found = kind && listings.find(kind, source.namespace, source.name);
  const words = `${source.kind ?? 'source'} ${source.name}`;
  if (!found) {
    const error =
      kind && listings.unreadable(kind, source.namespace, source.name);
    return {
      finding: {
        status: 'unknown',
        summary: `Flux applies ${words}, which ${
          error ? `cannot be read: ${error}` : 'cannot be found'
        }: nobody knows whether it is what is in Git`,
      },
    };
  }
  const { status, reason, since } = judgeReady(found, now);
  if (found.suspended) {
    return {
      finding: {
        status: 'degraded',
        summary: `${words} is suspended: Flux sees no new commit`,
      },
    };
  }
  const brief = status === 'degraded' && waited(since, now) <= PATIENCE;
  if (status !== 'ok' && !brief) {
    return {
      finding: {
        status: 'unknown',
        since,
        summary: `Flux has not been able to read ${words}${forHowLong(
          since,
          now,
        )}, so nobody knows whether the cluster is in sync: ${reason}`,
      },
    };
  }
  return { source: found };
}

function sourceKind(
  kind: string | undefined,
): 'gitRepositories' | 'ociRepositories' | undefined {
  switch (kind) {
    case 'GitRepository':
      return 'gitRepositories';
    case 'OCIRepository':
      return 'ociRepositories';
    default:
      return undefined;
  }
}
