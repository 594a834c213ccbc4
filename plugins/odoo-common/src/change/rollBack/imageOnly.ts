import { migrates, stepBetween } from '../../environment/upgrade';
import { momentInWords } from '../../recovery/words';
import { judgeImageOnly } from './judgeImageOnly';
import { RollBackFacts, RollBackOption } from './RollBackFacts';

/** The image of the release before runs again, on the data as it is. */
export function imageOnly(facts: RollBackFacts): RollBackOption {
  const base: Omit<RollBackOption, 'allowed' | 'reason'> = {
    move: 'image-only',
    touches: [],
    approvals: facts.approvals.rollBack,
  };
  const { upgrade, taken } = facts;
  const earlier = earlierReleases(facts);
  if (earlier.length === 0) {
    return {
      ...base,
      allowed: false,
      reason: 'No earlier release is known to have run here',
    };
  }
  const [previous] = earlier;
  const to = previous.metadata.name;
  const step = upgrade?.step;
  if (step && migrates(step.class) && !taken) {
    return {
      ...base,
      to,
      allowed: false,
      reason: `The migration from ${step.from} has not been seen to end: nobody knows which schema there is`,
    };
  }
  const verdicts = earlier.map(release => ({
    name: release.metadata.name,
    ...judgeImageOnly(facts, release),
  }));
  const possible = verdicts.find(({ allowed }) => allowed);
  return possible
    ? {
        ...base,
        to: possible.name,
        allowed: true,
        reason: `${possible.because}; ${provenIn(possible.name, facts)}`,
        // Pods are replaced one after the other.
        downtimeMinutes: 0,
        dataLossMinutes: 0,
      }
    : { ...base, to, allowed: false, reason: verdicts[0].because };
}

/** Those that were here, the newest first, each once. */
function earlierReleases({ deployments, current, releases }: RollBackFacts) {
  const names = deployments.flatMap(({ release, from }) =>
    from === undefined ? [release] : [release, from],
  );
  return [...new Set(names)]
    .filter(name => name !== current.metadata.name)
    .flatMap(
      name => releases.find(({ metadata }) => metadata.name === name) ?? [],
    )
    .filter(release => stepBetween(current, release, releases).back);
}

function provenIn(name: string, { deployments }: RollBackFacts): string {
  const verified = deployments.find(
    ({ release, verifiedAt }) => release === name && verifiedAt !== undefined,
  );
  return verified?.verifiedAt
    ? `it was verified here at ${momentInWords(verified.verifiedAt)}`
    : 'it ran here before the portal came';
}
