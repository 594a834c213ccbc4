import {
  SeriesUpgradeFacts,
  UpgradeChange,
  hasArrived,
  isThere,
} from './facts';
import { JudgedPart, judgePart } from './judgePart';
import { changesOfStep, newestOf } from './changesOfStep';
import {
  BACK_STEPS,
  CONFIRMED_STEPS,
  Confirmation,
  ConfirmedStep,
  FORWARD_STEPS,
  SeriesUpgrade,
  SeriesUpgradeStep,
  productionOf,
  rehearsalOf,
} from './seriesUpgrade';
import { momentInWords } from '../recovery/words';
import { COPY_MAX_AGE_DAYS } from '../release/judgeRehearsal';
import { STEP_TITLES } from './words';

/** `left`: somebody went back, or ended the upgrade, before it was done. */
export const SERIES_UPGRADE_STEP_STATES = [
  'waiting',
  'open',
  'under-way',
  'failed',
  'done',
  'not-needed',
  'left',
] as const;
export type SeriesUpgradeStepState =
  (typeof SERIES_UPGRADE_STEP_STATES)[number];

export interface JudgedStep {
  id: SeriesUpgradeStep;
  state: SeriesUpgradeStepState;
  /** Why it is not open, what it waits for, or what failed. */
  because?: string;
  /** Since when it is in that state, where somebody wrote it down. */
  since?: string;
  parts: readonly JudgedPart[];
  /** The next of its changes that could be proposed now. */
  proposes?: JudgedPart;
  confirmation?: Confirmation;
}

/** Whose outcome a person looks at before they confirm. */
const LOOKS_AT: Record<ConfirmedStep, SeriesUpgradeStep> = {
  look: 'rehearse',
  dns: 'cut-over',
  accept: 'cut-over',
  'dns-back': 'start-old',
};

const ENDED: ReadonlySet<SeriesUpgradeStepState> =
  new Set<SeriesUpgradeStepState>(['done', 'not-needed']);

/** Between the stop of production and the cut-over, at the most. */
const CUT_OVER_DAYS = 1;
const DAY_MS = 24 * 3600 * 1000;

export const isStepDone = ({ state }: Pick<JudgedStep, 'state'>) =>
  ENDED.has(state);

export const isConfirmedStep = (
  step: SeriesUpgradeStep,
): step is ConfirmedStep =>
  (CONFIRMED_STEPS as readonly string[]).includes(step);

/** The change that a confirmation of the step is about. */
export function subjectOf(
  upgrade: SeriesUpgrade,
  step: ConfirmedStep,
  { changes }: Pick<SeriesUpgradeFacts, 'changes'>,
): UpgradeChange | undefined {
  const [part] = changesOfStep(upgrade, LOOKS_AT[step]);
  return newestOf(changes, part);
}

/** The steps of the way that is gone, in order; on the way back also those of the way forth, which it leaves. */
export function judgeSteps(
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
): JudgedStep[] {
  const forth = judgeWay(upgrade, FORWARD_STEPS, facts);
  const goesBack = ['going-back', 'gone-back'].includes(upgrade.state);
  const goesForth = ['open', 'done'].includes(upgrade.state);
  return [
    ...(goesForth ? forth : forth.map(leave)),
    ...(goesBack ? judgeWay(upgrade, BACK_STEPS, facts) : []),
  ];
}

function leave({ proposes, ...step }: JudgedStep): JudgedStep {
  if (isStepDone(step) || step.state === 'under-way') return step;
  return { ...step, state: 'left', because: undefined };
}

function judgeWay(
  upgrade: SeriesUpgrade,
  way: readonly SeriesUpgradeStep[],
  facts: SeriesUpgradeFacts,
): JudgedStep[] {
  const judged: JudgedStep[] = [];
  for (const id of way) {
    const before = judged.find(step => !isStepDone(step));
    judged.push(judgeStep(upgrade, id, before, facts));
  }
  return judged;
}

function judgeStep(
  upgrade: SeriesUpgrade,
  id: SeriesUpgradeStep,
  before: JudgedStep | undefined,
  facts: SeriesUpgradeFacts,
): JudgedStep {
  const parts = changesOfStep(upgrade, id).map(part =>
    judgePart(upgrade, id, part, facts),
  );
  const confirmation = isConfirmedStep(id)
    ? confirmationOf(upgrade, id, facts)
    : undefined;
  const step = { id, parts, confirmation };
  const busy = parts.find(({ state }) => state === 'under-way');
  const because =
    before && !busy
      ? `After “${STEP_TITLES[before.id]}”`
      : hindranceOf(upgrade, id, facts);
  const isBlocked = before !== undefined || because !== undefined;
  const proposes = isBlocked
    ? undefined
    : parts.find(({ state }) => state === 'open' || state === 'failed');
  if (busy) {
    const { since, note } = busy.change ?? {};
    return { ...step, state: 'under-way', because: note, since, proposes };
  }
  const own = ownState(upgrade, step, facts);
  if (!before && ENDED.has(own)) {
    const since = confirmation?.at ?? parts.at(-1)?.change?.since;
    const impossible =
      id === 'prove' && own === 'not-needed' && facts.untestable;
    return {
      ...step,
      state: own,
      since,
      ...(impossible && {
        because: `Not possible here: ${impossible}. Nobody has seen it restored`,
      }),
    };
  }
  if (isBlocked && own !== 'failed')
    return { ...step, state: 'waiting', because };
  const failed = parts.find(({ state }) => state === 'failed');
  return {
    ...step,
    state: own,
    because: because ?? failed?.change?.note,
    since: failed?.change?.since,
    proposes,
  };
}

function ownState(
  upgrade: SeriesUpgrade,
  {
    id,
    parts,
    confirmation,
  }: Pick<JudgedStep, 'id' | 'parts' | 'confirmation'>,
  facts: SeriesUpgradeFacts,
): SeriesUpgradeStepState {
  if (isConfirmedStep(id)) {
    if (confirmation) return 'done';
    const isMoot = id === 'dns-back' && !wereNamesMoved(upgrade, facts);
    return isMoot ? 'not-needed' : 'open';
  }
  if (parts.every(({ state }) => state === 'not-needed')) return 'not-needed';
  if (parts.every(part => isStepDone(part))) return 'done';
  return parts.some(({ state }) => state === 'failed') ? 'failed' : 'open';
}

function confirmationOf(
  upgrade: SeriesUpgrade,
  step: ConfirmedStep,
  facts: SeriesUpgradeFacts,
): Confirmation | undefined {
  const of = subjectOf(upgrade, step, facts)?.id;
  return upgrade.confirmations.findLast(
    each => each.step === step && each.of === of,
  );
}

function wereNamesMoved(
  { confirmations }: SeriesUpgrade,
  { changes }: SeriesUpgradeFacts,
): boolean {
  return confirmations.some(
    ({ step, of }) => step === 'dns' && changes.some(({ id }) => id === of),
  );
}

/** What else keeps a step closed whose turn it is. */
function hindranceOf(
  upgrade: SeriesUpgrade,
  step: SeriesUpgradeStep,
  facts: SeriesUpgradeFacts,
): string | undefined {
  switch (step) {
    case 'look':
      return unseen(rehearsalOf(upgrade), facts);
    case 'accept':
      return unseen(productionOf(upgrade), facts);
    case 'rehearse':
      return inTheWay(rehearsalOf(upgrade), step, upgrade, facts);
    case 'stop':
      // Found out after the stop, nothing would be left but the way back.
      return (
        tooOld(upgrade, facts) ??
        inTheWay(productionOf(upgrade), 'cut-over', upgrade, facts)
      );
    case 'cut-over':
      return (
        inTheWay(productionOf(upgrade), step, upgrade, facts) ??
        notAsleep(upgrade, facts) ??
        notBackedUp(facts)
      );
    case 'stop-clone':
      return notArrived(upgrade, facts);
    default:
      return undefined;
  }
}

/** Nobody can say of what they cannot see that it is well. */
function unseen(
  environment: string,
  { environments }: SeriesUpgradeFacts,
): string | undefined {
  const verdict = environments.get(environment)?.verdict ?? 'unknown';
  if (verdict === 'ok' || verdict === 'degraded') return undefined;
  return `${environment} is ${verdict}: it must be seen to work first`;
}

/**
 * The cut-over wants a rehearsal that is young enough, and nothing can be rehearsed once production has stopped: no
 * name of the clone serves a second time, for what the first try left under it would be found again.
 */
function tooOld(
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const [create] = changesOfStep(upgrade, 'rehearse');
  const change = newestOf(facts.changes, create);
  const takenAt = change?.copiedAt ?? change?.appliedAt;
  if (takenAt === undefined) return undefined;
  const age = facts.now.getTime() - Date.parse(takenAt);
  const most = (COPY_MAX_AGE_DAYS - CUT_OVER_DAYS) * DAY_MS;
  return age <= most
    ? undefined
    : `The rehearsal is a copy from ${momentInWords(
        takenAt,
      )}: ${COPY_MAX_AGE_DAYS} days are allowed at the cut-over, and ${CUT_OVER_DAYS} is left for it. End this series upgrade and begin another, with another tenant of the new one`;
}

/** What is still written to the old one would not be in the copy. */
function notAsleep(
  { environment }: SeriesUpgrade,
  { environments }: SeriesUpgradeFacts,
): string | undefined {
  const verdict = environments.get(environment)?.verdict ?? 'unknown';
  return verdict === 'asleep'
    ? undefined
    : `${environment} is ${verdict}: it must be seen asleep, so that nothing is written that the copy lacks`;
}

/** A copy of backups that end before the stop lacks what people entered last. */
function notBackedUp({ restorePoint }: SeriesUpgradeFacts) {
  if (restorePoint?.passed) return undefined;
  return `The backups must reach past the stop: ${
    restorePoint?.summary ?? 'nobody has looked'
  }`;
}

/** What a create would make is there already, and not as it should be. */
function inTheWay(
  environment: string,
  step: SeriesUpgradeStep,
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const [create] = changesOfStep(upgrade, step);
  const { state } = judgePart(upgrade, step, create, facts);
  if (isStepDone({ state }) || !isThere(facts, environment)) return undefined;
  return state === 'under-way'
    ? undefined
    : `${environment} is in the repository and not as this step needs it: mend or decommission it`;
}

/** A cut-over that is still to reach the repository would bring the names back. */
function notArrived(
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const [create] = changesOfStep(upgrade, 'cut-over');
  const { state, change } = judgePart(upgrade, 'cut-over', create, facts);
  return state === 'under-way' && change && !hasArrived(change)
    ? `Cancel the change of “${STEP_TITLES['cut-over']}” first`
    : undefined;
}

/** The steps that are still to be gone: on the way back nothing of the way forth, whatever is under way there. */
export function stepsToGo<S extends Pick<JudgedStep, 'id' | 'state'>>(
  steps: readonly S[],
): S[] {
  const back = steps.filter(({ id }) =>
    (BACK_STEPS as readonly string[]).includes(id),
  );
  return (back.length > 0 ? back : [...steps]).filter(
    step => !isStepDone(step) && step.state !== 'left',
  );
}

/** The first step that is not done; undefined once nothing is to be done. */
export const nextStep = <S extends Pick<JudgedStep, 'id' | 'state'>>(
  steps: readonly S[],
): S | undefined => stepsToGo(steps).at(0);
