import { stepBetween } from '../../environment/upgrade';
import { RollBackFacts, RollBackOption } from './RollBackFacts';

/** A newer release that mends it, by the same gates as every promotion. */
export function fixForward(facts: RollBackFacts): RollBackOption {
  const base: Omit<RollBackOption, 'allowed' | 'reason'> = {
    move: 'fix-forward',
    dataLossMinutes: 0,
    touches: [],
    approvals: facts.approvals.change,
  };
  const { current, releases } = facts;
  const newest = releases
    .filter(
      release =>
        release !== current &&
        release.metadata.name !== current.metadata.name &&
        release.spec.series === current.spec.series &&
        release.spec.edition === current.spec.edition &&
        !stepBetween(current, release, releases).back,
    )
    .sort((a, b) => (a.spec.releasedAt < b.spec.releasedAt ? 1 : -1))
    .at(0);
  if (!newest) {
    return {
      ...base,
      allowed: false,
      reason: 'The registry has no newer release: build one that mends it',
    };
  }
  const { name } = newest.metadata;
  const { schemaClass } = stepBetween(current, newest, releases);
  return schemaClass === 'none'
    ? {
        ...base,
        to: name,
        allowed: true,
        reason: `Promote ${name}, which changes no schema`,
        downtimeMinutes: 0,
      }
    : {
        ...base,
        to: name,
        allowed: true,
        reason: `Promote ${name}, which migrates (${schemaClass}): nobody works meanwhile`,
      };
}
