import { ObservedStatus } from '../health/observation';
import { ProbeId } from '../probes/probes';
import { Deployment } from './deployment';

/** Probes that say something of the business going on, though nothing of approvals or postings themselves. */
export const CONTINUITY_PROBES = [
  'cron.lag',
  'cron.failing',
  'modules.pending',
  'queue.oldest',
  'queue.failed-rate',
] as const satisfies readonly ProbeId[];

export interface ContinuitySignal {
  probe: ProbeId;
  /** As it counts now: stale is unknown. */
  status: ObservedStatus;
  summary: string;
}

const UNOBSERVED =
  'approvals and postings are observed by no collector, so there is no baseline to compare them with';

/**
 * The check a day after verification. Jobs and queues can show that the business stands still, never that it goes on:
 * that takes approvals and postings against their baseline, which nobody observes yet.
 */
export function judgeContinuity(
  signals: readonly ContinuitySignal[],
): Pick<Deployment['continuity'], 'verdict' | 'summary'> {
  const bad = signals.find(({ status }) => status === 'critical');
  if (bad) {
    return { verdict: 'failed', summary: `${bad.probe}: ${bad.summary}` };
  }
  const fine = signals.filter(({ status }) => status === 'ok');
  const seen = fine.map(({ probe }) => probe).join(', ');
  return {
    verdict: 'not-judged',
    summary: seen
      ? `Well: ${seen}. But ${UNOBSERVED}`
      : `Not judged: ${UNOBSERVED}`,
  };
}
