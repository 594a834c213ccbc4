import { BusinessProbeId } from '../business';
import { ProbeId, probeArea } from '../probes/probes';
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

const isLow = ({ status }: Pick<ContinuitySignal, 'status'>) =>
  status === 'critical' || status === 'degraded';

/**
 * The check a day after verification. Jobs and queues that stand still fail it. Approvals and postings fail it only when
 * one of them stands still while the other is as usual: people work, and this part of their work stopped. That both are
 * low is as likely a holiday, and any lesser deviation chance: neither is judged, so that no calendar spends a failure
 * budget. Nor does a roll-back fail by them: what it is compared with broke before it. To pass, both must have been
 * seen to be as usual.
 */
export function judgeContinuity(
  signals: readonly ContinuitySignal[],
  kind: Deployment['kind'],
): Pick<Deployment['continuity'], 'verdict' | 'summary' | 'signals'> {
  const told = signals.filter(({ status }) => status !== 'not-collected');
  const evidence = { signals: told };
  const bad = told.filter(
    ({ probe, status }) =>
      status === 'critical' && probeArea(probe) !== 'business',
  );
  if (bad.length > 0) {
    return { verdict: 'failed', summary: sentences(bad), ...evidence };
  }
  const decisive = DECISIVE.map(
    probe =>
      told.find(signal => signal.probe === probe) ?? {
        probe,
        status: 'not-collected' as const,
        summary: 'no configured collector observes it',
      },
  );
  const open = decisive.filter(({ status }) => status !== 'ok');
  const well = sentences(told.filter(({ status }) => status === 'ok'));
  if (open.length === 0) {
    return { verdict: 'ok', summary: `As usual: ${well}`, ...evidence };
  }
  const [first] = open;
  if (
    open.length === 1 &&
    first.status === 'critical' &&
    kind !== 'roll-back'
  ) {
    const summary = `${sentences(
      open,
    )}. It stands still while people work: ${well}`;
    return { verdict: 'failed', summary, ...evidence };
  }
  const both = open.length === 2 && open.every(isLow);
  const why = both
    ? 'a holiday, or the whole business stands still: look. '
    : '';
  const summary = `Not judged: ${why}${sentences(open)}${
    well && `. Well: ${well}`
  }`;
  return { verdict: 'not-judged', summary, ...evidence };
}
