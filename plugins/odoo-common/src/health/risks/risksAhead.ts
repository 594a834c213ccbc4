import { Observation } from '../observation';
import { Risk } from '../verdict';
import { lifetimeRisks } from './lifetimeRisks';
import { observedRisks } from './observedRisks';
import { recoveryRisks } from './recoveryRisks';
import { RiskFacts } from './RiskFacts';

/** What is fine now and will not be, the nearest first. It never touches the verdict. */
export function risksAhead(
  observations: readonly Observation[],
  facts: RiskFacts,
  now: Date,
): Risk[] {
  return [
    ...observedRisks(observations, facts, now),
    ...lifetimeRisks(facts, now),
    ...recoveryRisks(facts, now),
  ].sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
}
