import { isFinal } from '../change/states';
import { VerdictStatus } from '../health/verdict';
import { StepChange, changesOfStep, newestOf } from './changesOfStep';
import {
  SeriesUpgradeFacts,
  UpgradeChange,
  hasArrived,
  isThere,
} from './facts';
import { areOldNames, knownNames } from './hostNames';
import { SeriesUpgrade, SeriesUpgradeStep } from './seriesUpgrade';

/** How far one change of a step is. */
export interface JudgedPart extends StepChange {
  change?: UpgradeChange;
  /** `not-needed`: what it would do is so already. */
  state: 'open' | 'under-way' | 'failed' | 'done' | 'not-needed';
}

/** A change counts by what the repository and the cluster show now, not by having been done once. */
export function judgePart(
  upgrade: SeriesUpgrade,
  step: SeriesUpgradeStep,
  part: StepChange,
  facts: SeriesUpgradeFacts,
): JudgedPart {
  const change = newestOf(facts.changes, part);
  const state = (): JudgedPart['state'] => {
    const held = holds(upgrade, step, { ...part, change }, facts);
    const isBusy = change !== undefined && !isFinal(change.state);
    // A clone that came to nothing may never be seen asleep: the way back does not wait for that.
    const hasGivenWay =
      step === 'stop-clone' && held && change && hasArrived(change);
    if (isBusy && !hasGivenWay) return 'under-way';
    if (held) return change ? 'done' : 'not-needed';
    return change && change.state !== 'done' ? 'failed' : 'open';
  };
  return { ...part, change, state: state() };
}

/** Whether what the change is for is so. */
function holds(
  upgrade: SeriesUpgrade,
  step: SeriesUpgradeStep,
  { environment, kind, change }: StepChange & { change?: UpgradeChange },
  facts: SeriesUpgradeFacts,
): boolean {
  if (kind === 'decommission') return !isThere(facts, environment);
  const there = facts.environments.get(environment);
  const arrived = (as: VerdictStatus) =>
    change?.state === 'done' ||
    (change !== undefined && hasArrived(change) && there?.verdict === as);
  switch (step) {
    case 'prove':
      // What is not possible is not demanded; it stays so once nobody can ask the old one any more.
      return (
        change?.state === 'done' ||
        facts.untestable !== undefined ||
        (change === undefined && wasStopped(upgrade, facts))
      );
    case 'rehearse':
      // Once the old one was stopped for it, the rehearsal has done its work.
      return (
        arrived('ok') && (there !== undefined || wasStopped(upgrade, facts))
      );
    case 'stop':
      if (!isThere(facts, environment)) return wasTakenDown(upgrade, facts);
      return (
        arrived('asleep') &&
        there?.schedule === 'stopped' &&
        areOldNames(there.hostnames)
      );
    case 'cut-over':
      return (
        arrived('ok') && there !== undefined && there.schedule !== 'stopped'
      );
    case 'stop-clone':
      if (!isThere(facts, environment)) return true;
      return (
        there?.schedule === 'stopped' &&
        // While it is still seen at work, two productions would be.
        there.verdict !== 'ok' &&
        hasNoneOf(there.hostnames, upgrade, facts)
      );
    case 'start-old':
      return (
        (change === undefined || arrived('ok')) &&
        there !== undefined &&
        there.schedule !== 'stopped' &&
        there.hostnames.every(name => knownNames([name])[0] === name)
      );
    default:
      return change?.state === 'done';
  }
}

function wasStopped(upgrade: SeriesUpgrade, { changes }: SeriesUpgradeFacts) {
  const [stop] = changesOfStep(upgrade, 'stop');
  const change = newestOf(changes, stop);
  return change !== undefined && hasArrived(change);
}

/** Our own decommission took it away; gone in any other way, nobody knows how. */
function wasTakenDown(upgrade: SeriesUpgrade, { changes }: SeriesUpgradeFacts) {
  const { environment } = upgrade;
  const taken = newestOf(changes, { environment, kind: 'decommission' });
  return taken !== undefined && hasArrived(taken);
}

/** None of the names that people know the old one by. */
function hasNoneOf(
  names: readonly string[],
  { environment }: SeriesUpgrade,
  { environments }: SeriesUpgradeFacts,
): boolean {
  const old = environments.get(environment);
  if (!old) return false;
  const known = new Set(knownNames(old.hostnames));
  return names.every(name => !known.has(name));
}
