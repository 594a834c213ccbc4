import { isFinal } from '../change/states';
import { Refusal } from '../change/life';
import { StepChange, changesOfStep, newestOf } from './changesOfStep';
import { SeriesUpgradeFacts, hasArrived, isThere } from './facts';
import {
  isConfirmedStep,
  isStepDone,
  judgeSteps,
  nextStep,
  subjectOf,
} from './judgeSteps';
import {
  ConfirmedStep,
  SeriesUpgrade,
  SeriesUpgradeState,
  SeriesUpgradeStep,
  hasSeriesUpgradeEnded,
  productionOf,
} from './seriesUpgrade';
import { STEP_TITLES } from './words';

/** Who acts. Whether a person may is decided by the permission framework on the old environment and on the clone. */
export type SeriesUpgradeActor =
  | { type: 'user'; ref: string; may: { propose: boolean; approve: boolean } }
  | { type: 'portal' };

export type SeriesUpgradeAction =
  /** The next change of the step is about to be proposed, as an ordinary change. */
  | { type: 'propose'; step: SeriesUpgradeStep }
  | { type: 'confirm'; step: SeriesUpgradeStep; reason: string }
  | { type: 'go-back'; reason: string }
  | { type: 'stop'; reason: string }
  /** The portal looks whether all is done. */
  | { type: 'settle' };

export interface DecidedSeriesUpgrade {
  next: SeriesUpgrade;
  /** Of `propose`: what is to be proposed. */
  propose?: StepChange;
}

const conflict = (message: string): Refusal => ({
  refused: 'conflict',
  message,
});
const forbidden = (message: string): Refusal => ({
  refused: 'forbidden',
  message,
});

/** Steps whose word must be another person's than the requester's. */
const BY_ANOTHER: ReadonlySet<SeriesUpgradeStep> = new Set<SeriesUpgradeStep>([
  'look',
  'accept',
]);

const isConfirmed = (action: SeriesUpgradeAction) =>
  action.type === 'confirm' && BY_ANOTHER.has(action.step);

/** What an action comes to. Nothing is proposed that nobody asked for, and no step before those ahead of it. */
export function decideSeriesUpgrade(
  upgrade: SeriesUpgrade,
  action: SeriesUpgradeAction,
  actor: SeriesUpgradeActor,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade | Refusal {
  if (hasSeriesUpgradeEnded(upgrade)) {
    return conflict(`The series upgrade is ${upgrade.state.replace('-', ' ')}`);
  }
  if (action.type === 'settle') return settle(upgrade, facts);
  if (actor.type === 'portal') return forbidden('Only a person decides this');
  const needed = isConfirmed(action) ? 'approve' : 'propose';
  if (!actor.may[needed]) {
    return forbidden(
      `odoo.change.${needed} is not granted on ${upgrade.environment} and tenant ${upgrade.clone}`,
    );
  }
  switch (action.type) {
    case 'propose':
      return propose(upgrade, action.step, facts);
    case 'confirm':
      return confirm(upgrade, action, actor.ref, facts);
    case 'go-back':
      return goBack(upgrade, action.reason, actor.ref, facts);
    default:
      return stop(upgrade, action.reason, actor.ref, facts);
  }
}

function stepNow(
  upgrade: SeriesUpgrade,
  id: SeriesUpgradeStep,
  facts: SeriesUpgradeFacts,
) {
  return judgeSteps(upgrade, facts).find(step => step.id === id);
}

function propose(
  upgrade: SeriesUpgrade,
  id: SeriesUpgradeStep,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade | Refusal {
  const step = stepNow(upgrade, id, facts);
  if (step?.proposes) {
    const { environment, kind, schedule } = step.proposes;
    return { next: upgrade, propose: { environment, kind, schedule } };
  }
  return conflict(whyNot(id, step));
}

function whyNot(
  id: SeriesUpgradeStep,
  step: ReturnType<typeof stepNow>,
): string {
  const title = `“${STEP_TITLES[id]}”`;
  if (!step) return `${title} is no step of the way that is gone`;
  if (isStepDone(step)) return `${title} is done already`;
  if (step.state === 'under-way') return `The change of ${title} is under way`;
  if (step.state === 'left') return `${title} is left: it goes no further`;
  return step.because
    ? `${title} is not open: ${step.because}`
    : `${title} has no change that could be proposed`;
}

function confirm(
  upgrade: SeriesUpgrade,
  { step: id, reason }: { step: SeriesUpgradeStep; reason: string },
  by: string,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade | Refusal {
  if (!isConfirmedStep(id)) {
    return conflict(
      `“${STEP_TITLES[id]}” is done by its change, not by a word`,
    );
  }
  const own = BY_ANOTHER.has(id) && isOwn(upgrade, id, by, facts);
  if (own) return forbidden(own);
  const step = stepNow(upgrade, id, facts);
  if (step?.state !== 'open') return conflict(whyNot(id, step));
  const at = facts.now.toISOString();
  const of = subjectOf(upgrade, id, facts)?.id;
  return {
    next: {
      ...upgrade,
      confirmations: [
        ...upgrade.confirmations,
        { step: id, ...(of !== undefined && { of }), by, reason, at },
      ],
      timeline: [
        ...upgrade.timeline,
        { at, actor: by, note: `${STEP_TITLES[id]}: ${reason}` },
      ],
      updatedAt: at,
    },
  };
}

/** Who asked for it, or wrote the change that is looked at, is not the one who says that it is well. */
function isOwn(
  upgrade: SeriesUpgrade,
  step: ConfirmedStep,
  by: string,
  facts: SeriesUpgradeFacts,
): string | undefined {
  if (by === upgrade.requester) {
    return 'Whoever began the series upgrade does not confirm this: somebody else looks';
  }
  return subjectOf(upgrade, step, facts)?.authors.includes(by)
    ? 'Whoever proposed the change does not confirm its outcome: somebody else looks'
    : undefined;
}

function goBack(
  upgrade: SeriesUpgrade,
  reason: string,
  by: string,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade | Refusal {
  const { environment } = upgrade;
  if (upgrade.state === 'going-back') return conflict('It goes back already');
  const [stopping] = changesOfStep(upgrade, 'stop');
  const stopped = newestOf(facts.changes, stopping);
  if (!stopped || !hasArrived(stopped)) {
    return conflict(
      `${environment} has not been stopped: there is nothing to go back from; end the series upgrade instead`,
    );
  }
  const taken = newestOf(facts.changes, { environment, kind: 'decommission' });
  if (
    (taken && hasArrived(taken) && taken.state !== 'cancelled') ||
    !isThere(facts, environment)
  ) {
    return conflict(
      `${environment} is being taken down: nothing is left to go back to`,
    );
  }
  const waiting = waitingChange(facts);
  if (waiting)
    return conflict(`Cancel ${waiting} first: it would still arrive`);
  return enter(upgrade, 'going-back', { reason, by, now: facts.now });
}

function stop(
  upgrade: SeriesUpgrade,
  reason: string,
  by: string,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade | Refusal {
  const { environment } = upgrade;
  // What has arrived shows in the repository, and may never be seen to be well; a decommission is not over by then,
  // and the stop of the old one must not be overlooked.
  const busy = facts.changes.find(
    change =>
      !isFinal(change.state) &&
      (!hasArrived(change) ||
        change.kind === 'decommission' ||
        (change.environment === environment && change.schedule === 'stopped')),
  );
  if (busy) {
    return conflict(
      `Change ${busy.id} is under way: cancel it or let it end first`,
    );
  }
  if (facts.unreadable.has(environment)) {
    return conflict(`${environment} cannot be read: mend its files first`);
  }
  if (facts.environments.get(environment)?.schedule === 'stopped') {
    return conflict(`${environment} is stopped: go back, or go on to the end`);
  }
  const production = productionOf(upgrade);
  const isRunning =
    isThere(facts, production) &&
    facts.environments.get(production)?.schedule !== 'stopped';
  if (isRunning) {
    return conflict(`${production} runs: go back, or go on to the end`);
  }
  return enter(upgrade, 'stopped', { reason, by, now: facts.now });
}

/** One that could still reach the repository. */
function waitingChange({ changes }: SeriesUpgradeFacts): string | undefined {
  return changes.find(change => !hasArrived(change) && !isFinal(change.state))
    ?.id;
}

function settle(
  upgrade: SeriesUpgrade,
  facts: SeriesUpgradeFacts,
): DecidedSeriesUpgrade {
  if (nextStep(judgeSteps(upgrade, facts))) return { next: upgrade };
  const state = upgrade.state === 'going-back' ? 'gone-back' : 'done';
  return enter(upgrade, state, { now: facts.now });
}

function enter(
  upgrade: SeriesUpgrade,
  state: SeriesUpgradeState,
  { now, by, reason }: { now: Date; by?: string; reason?: string },
): DecidedSeriesUpgrade {
  const at = now.toISOString();
  const note = [state.replace('-', ' '), reason].filter(Boolean).join(': ');
  return {
    next: {
      ...upgrade,
      state,
      timeline: [
        ...upgrade.timeline,
        { at, ...(by !== undefined && { actor: by }), note },
      ],
      updatedAt: at,
    },
  };
}
