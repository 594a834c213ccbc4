import {
  ChangeAction,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { PullRequest, openChecks } from '../pullRequest';
import { isBroughtBack } from './conclusion';
import { canStillStop, conflict, enter, tooLate } from './steps';

/** Only what is approved, or a second commit that is due, is put up for merging. */
const mayDraw = ({ state, commit, conclusion }: ChangeLife) =>
  (state === 'approved' && commit === undefined) ||
  (state === 'reconciling' &&
    conclusion !== undefined &&
    conclusion.commit === undefined);

const isSame = (one: PullRequest | undefined, other: PullRequest) =>
  one?.branch === other.branch && one.commit === other.commit;

function waitingFor(
  life: ChangeLife,
  awaiting: { what: string; stuck: boolean } | undefined,
  facts: ChangeFacts,
): ChangeLife {
  if (!awaiting) return life;
  const since =
    life.awaiting?.what === awaiting.what
      ? life.awaiting.since
      : facts.now.toISOString();
  return { ...life, awaiting: { ...awaiting, since } };
}

/** What the host shows of the pull request, and what is awaited there. */
export function showPullRequest(
  life: ChangeLife,
  { pullRequest, awaiting }: ChangeAction & { type: 'show-pull-request' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (!isSame(life.pullRequest, pullRequest) && !mayDraw(life)) {
    return conflict('Nothing of this change may be put up for merging now');
  }
  const shown = { ...life, pullRequest };
  if (pullRequest.state === 'closed' && canStillStop(life)) {
    // Whoever may close it there has refused it: it is never opened again behind their back.
    const note = `Pull request ${pullRequest.number} was closed without being merged`;
    return { next: enter(shown, 'rejected', facts, { note }), effects: [] };
  }
  return { next: waitingFor(shown, awaiting, facts), effects: [] };
}

/** The host cannot be asked, or something of somebody else's stands in the way there. */
export function awaitHost(
  life: ChangeLife,
  { awaiting }: ChangeAction & { type: 'await-host' },
  facts: ChangeFacts,
): Decided | Refusal {
  const { state, conclusion } = life;
  const isSecond =
    state === 'reconciling' && conclusion && !isBroughtBack(life);
  const due = state === 'approved' || isSecond;
  if (!due) return conflict(tooLate(life));
  return { next: waitingFor(life, awaiting, facts), effects: [] };
}

/** Why this commit must not be merged; absent where there is no pull request, or nothing against it. */
export function againstMerging(
  { pullRequest }: ChangeLife,
  commit: string,
): string | undefined {
  if (pullRequest?.state !== 'open') return undefined;
  if (pullRequest.commit !== commit) {
    return 'Another commit is on the branch of the pull request';
  }
  const open = openChecks(pullRequest).map(({ name }) => name);
  return open.length > 0
    ? `Required checks have not passed: ${open.join(', ')}`
    : undefined;
}

/** The pull request, once the host has merged it. */
export function asMerged(
  { pullRequest }: ChangeLife,
  merged: readonly string[] | undefined,
): Pick<ChangeLife, 'pullRequest'> {
  return merged && pullRequest
    ? { pullRequest: { ...pullRequest, state: 'merged' } }
    : {};
}
