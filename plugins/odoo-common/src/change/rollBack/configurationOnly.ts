import { momentInWords } from '../../recovery/words';
import { RollBackFacts, RollBackOption } from './RollBackFacts';

/** What the newest change did to the spec is taken back; the release and all that came after it stay. */
export function configurationOnly(facts: RollBackFacts): RollBackOption {
  const base: Omit<RollBackOption, 'allowed' | 'reason'> = {
    move: 'configuration-only',
    touches: [],
    approvals: facts.approvals.rollBack,
  };
  const newest = facts.changes.find(({ changesSpec }) => changesSpec);
  if (!newest) {
    return {
      ...base,
      allowed: false,
      reason: 'No change of its configuration is known that could be undone',
    };
  }
  const { id: to, reason, problem } = newest;
  const done = `what was changed at ${momentInWords(newest.at)}: ${reason}`;
  return problem === undefined
    ? {
        ...base,
        to,
        allowed: true,
        reason: `Takes back ${done}`,
        downtimeMinutes: 0,
        dataLossMinutes: 0,
      }
    : {
        ...base,
        to,
        allowed: false,
        reason: `Cannot take back ${done}; ${problem}`,
      };
}
