import { PROBES, probeArea } from '@plumbline/plugin-odoo-common';
import {
  CollectedObservation,
  Collection,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { StoredObservation } from '../readModel';
import { lifetime } from './lifetime';

export interface StampedCollection {
  observations: StoredObservation[];
  problems: Collection['problems'];
}

/**
 * Gives observations their area, time, expiry and source. What the collector never claimed, what lies
 * outside the scope, and repetitions are left out and reported: they could hide the evidence of another source.
 */
export function stampCollection(
  collection: Collection,
  context: {
    collector: Pick<Collector, 'id' | 'probes'>;
    scope: string;
    /** Environments that the scope covers, `<tenant>/<stage>`. */
    covered: ReadonlySet<string>;
    now: Date;
  },
): StampedCollection {
  const { collector, scope, covered, now } = context;
  const seen = new Set<string>();
  const dropped = new Map<string, number>();
  const observations: StoredObservation[] = [];

  for (const { environment, object, ...collected } of collection.observations) {
    const ref = `${environment.tenant}/${environment.stage}`;
    const key = `${ref} ${collected.probe}`;
    const reason = reasonToDrop(ref, collected.probe);
    if (reason) {
      dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
      continue;
    }
    seen.add(key);
    observations.push({
      environment: ref,
      observation: {
        ...collected,
        area: probeArea(collected.probe),
        ...lifetime(collection.observedAt, PROBES[collected.probe].ttl, now),
        source: { collector: collector.id, scope, object },
      },
    });
  }

  function reasonToDrop(
    ref: string,
    probe: CollectedObservation['probe'],
  ): string | undefined {
    if (!collector.probes.includes(probe)) {
      return `the collector does not claim ${probe}`;
    }
    if (!covered.has(ref)) return `the scope does not cover ${ref}`;
    if (seen.has(`${ref} ${probe}`)) return `${probe} of ${ref} came twice`;
    return undefined;
  }

  return {
    observations,
    problems: [
      ...collection.problems,
      ...[...dropped].map(([reason, count]) => ({
        kind: 'skipped' as const,
        subject: collector.id,
        count,
        message: `${count} observations dropped: ${reason}`,
      })),
    ],
  };
}
