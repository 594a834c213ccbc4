import { BusinessProbeId } from '../business';
import { ProbeId } from '../probes/probes';
import { ContinuitySignal, Deployment } from './deployment';

/** Without these two, nothing shows that the business goes on. */
const DECISIVE = [
  'business.approvals',
  'business.postings',
] as const satisfies readonly BusinessProbeId[];

/** Probes that say something of the business going on, the decisive ones first. */
export const CONTINUITY_PROBES = [
  ...DECISIVE,
  'business.queue',
  'cron.lag',
  'cron.failing',
  'modules.pending',
  'queue.oldest',
  'queue.failed-rate',
] as const satisfies readonly ProbeId[];

const sentences = (
  signals: readonly Pick<ContinuitySignal, 'probe' | 'summary'>[],
) => signals.map(({ probe, summary }) => `${probe}: ${summary}`).join('. ');

/**
 * The check a day after verification. Whatever stands still fails it. That nothing stands still is not enough to pass:
 * approvals and postings must have been seen to be as usual by then.
 */
export function judgeContinuity(
  signals: readonly ContinuitySignal[],
): Pick<Deployment['continuity'], 'verdict' | 'summary' | 'signals'> {
  const told = signals.filter(({ status }) => status !== 'not-collected');
  const evidence = { signals: told };
  const bad = told.filter(({ status }) => status === 'critical');
  if (bad.length > 0) {
    return { verdict: 'failed', summary: sentences(bad), ...evidence };
  }
  const open = DECISIVE.map(
    probe =>
      told.find(signal => signal.probe === probe) ?? {
        probe,
        status: 'not-collected' as const,
        summary: 'no configured collector observes it',
      },
  ).filter(({ status }) => status !== 'ok');
  const well = sentences(told.filter(({ status }) => status === 'ok'));
  if (open.length === 0) {
    return { verdict: 'ok', summary: `As usual: ${well}`, ...evidence };
  }
  const summary = `Not judged: ${sentences(open)}${well && `. Well: ${well}`}`;
  return { verdict: 'not-judged', summary, ...evidence };
}
