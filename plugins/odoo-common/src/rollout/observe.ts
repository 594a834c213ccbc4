import { isFinal } from '../change/states';
import { ItemFacts, RolloutFacts } from './life';
import { Rollout, RolloutItem } from './rollout';
import { amend, soakedAt } from './steps';

/** What is seen of one item. One that is verified can still fail, on the day after. */
export function observe(
  rollout: Rollout,
  item: RolloutItem,
  facts: RolloutFacts,
): Rollout {
  const known = facts.items.get(item.environment);
  if (!known || item.change === undefined) return rollout;
  if (item.step !== 'proposed' && item.step !== 'verified') return rollout;
  const seen =
    goneOn(rollout, item, known) ?? lostSight(known) ?? seenOf(item, known);
  const { changeState } = known;
  return amend(rollout, item, { changeState, ...seen }, facts);
}

/** What came after the release: taken back it has failed; with anything else it was not seen to soak. */
function goneOn(
  { soak }: Rollout,
  { step }: RolloutItem,
  { deployment, followed, isGone }: ItemFacts,
): Partial<RolloutItem> | undefined {
  if (followed?.back) return { step: 'failed', note: 'It was rolled back' };
  if (step !== 'verified' && deployment?.outcome !== 'verified') {
    return undefined;
  }
  const until = soakedAt(deployment?.verifiedAt, soak);
  if (followed && (until === undefined || followed.at < until)) {
    return { step: 'skipped', note: 'Another release came before it soaked' };
  }
  return isGone
    ? { step: 'skipped', note: 'The environment is no more' }
    : undefined;
}

/** Whatever happens later, nobody will say any more how it did. */
function lostSight({
  deployment,
}: ItemFacts): Partial<RolloutItem> | undefined {
  if (deployment?.outcome !== 'unknown' || !deployment.settled) {
    return undefined;
  }
  const because = deployment.because ?? 'nobody looked';
  return { step: 'skipped', note: `Nobody can tell how it did: ${because}` };
}

function seenOf(item: RolloutItem, facts: ItemFacts): Partial<RolloutItem> {
  const { changeState, deployment, waitsFor: note } = facts;
  switch (deployment?.outcome) {
    case 'failed':
      return { step: 'failed', note: deployment.because };
    case 'verified':
      return {
        step: 'verified',
        since: deployment.verifiedAt ?? item.since,
        note: undefined,
      };
    case 'replaced':
      return { step: 'skipped', note: 'Another release came' };
    case 'unknown':
      return { note: deployment.because };
    default:
      break;
  }
  if (isFinal(changeState) && changeState !== 'done') {
    const step = changeState === 'failed' ? 'failed' : 'skipped';
    return { step, note: note ?? `Its change is ${changeState}` };
  }
  return { note };
}
