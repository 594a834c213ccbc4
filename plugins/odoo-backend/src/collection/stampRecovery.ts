import { RECOVERY_FACT_TTL } from '@plumbline/plugin-odoo-common';
import { Collection, Collector } from '@plumbline/plugin-odoo-node';
import { StoredFact } from '../recovery/store';
import { lifetime } from './lifetime';

/**
 * Gives facts on recovery their time, expiry and source. What lies outside the scope, and repetitions are left
 * out and reported: a source must not tell of environments that are not its own.
 */
export function stampRecovery(
  { recovery = [], observedAt }: Pick<Collection, 'recovery' | 'observedAt'>,
  context: {
    collector: Pick<Collector, 'id'>;
    scope: string;
    /** Environments that the scope covers, `<tenant>/<stage>`. */
    covered: ReadonlySet<string>;
    now: Date;
  },
): { facts: StoredFact[]; problems: Collection['problems'] } {
  const { collector, scope, covered, now } = context;
  const facts = new Map<string, StoredFact>();
  const dropped = new Map<string, number>();
  const drop = (reason: string) =>
    dropped.set(reason, (dropped.get(reason) ?? 0) + 1);

  for (const { environment, fact } of recovery) {
    const ref = `${environment.tenant}/${environment.stage}`;
    const key = `${ref} ${fact.kind}`;
    if (!covered.has(ref)) drop(`the scope does not cover ${ref}`);
    else if (facts.has(key)) drop(`${fact.kind} of ${ref} came twice`);
    else {
      facts.set(key, {
        environment: ref,
        fact,
        ...lifetime(observedAt, RECOVERY_FACT_TTL[fact.kind], now),
        source: { collector: collector.id, scope },
      });
    }
  }
  return {
    facts: [...facts.values()],
    problems: [...dropped].map(([reason, count]) => ({
      kind: 'skipped' as const,
      subject: collector.id,
      count,
      message: `${count} facts on recovery dropped: ${reason}`,
    })),
  };
}
