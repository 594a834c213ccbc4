import { momentInWords } from '../../recovery/words';
import { RollBackFacts, RollBackOption } from './RollBackFacts';

const MINUTE_MS = 60_000;

/**
 * The data as it was before the release came, or the nearest moment before that. All that was written since is lost;
 * on a shared server the restore is made beside the others, who keep running and feel it.
 */
export function restore(facts: RollBackFacts): RollBackOption {
  const { policy, windows, approvals, restoreLink, neighbours } = facts;
  const base: Omit<RollBackOption, 'allowed' | 'reason'> = {
    move: 'restore',
    touches: [...neighbours],
    approvals: approvals.change,
    ...(restoreLink && { link: restoreLink }),
  };
  const closed = (reason: string) => ({ ...base, allowed: false, reason });
  if (policy.backupSchedule === undefined) {
    return closed(`${policy.title}: this tier keeps no backups`);
  }
  if (facts.restorableProblem !== undefined) {
    return closed(facts.restorableProblem);
  }
  const came = cameAt(facts);
  const at = newestBefore(windows, came ?? facts.now.toISOString());
  if (at === undefined) {
    return closed(
      came
        ? `Nothing can be restored from before ${momentInWords(
            came,
          )}, when this release came`
        : 'The store holds nothing that can be restored',
    );
  }
  const lost = (facts.now.getTime() - Date.parse(at)) / MINUTE_MS;
  const since = came
    ? 'before this release came'
    : 'the newest; since when this release is here is not known';
  return {
    ...base,
    to: at,
    allowed: true,
    reason: `To ${momentInWords(
      at,
    )}, ${since}. The portal makes no change of it: follow the runbook`,
    downtimeMinutes: facts.restoreMinutes,
    dataLossMinutes: Math.ceil(lost),
  };
}

/** When the migration of the release may have begun: with a push of it, where a promotion took that over later. */
function cameAt({ deployments, current }: RollBackFacts): string | undefined {
  const isHere = ({ release }: RollBackFacts['deployments'][number]) =>
    release === current.metadata.name;
  const later = deployments.slice(deployments.findIndex(isHere));
  const other = later.findIndex(each => !isHere(each));
  return later.slice(0, other < 0 ? undefined : other).at(-1)?.appliedAt;
}

function newestBefore(
  windows: RollBackFacts['windows'],
  moment: string,
): string | undefined {
  return windows
    .flatMap(({ from, to }) => {
      if (to <= moment) return [to];
      return from <= moment ? [moment] : [];
    })
    .sort()
    .at(-1);
}
