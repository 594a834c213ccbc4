import { ChangeKind } from '../change/change';
import { isFinal } from '../change/states';
import { EnvironmentSpec } from '../environment/spec';
import { changesOfStep, newestOf } from './changesOfStep';
import { SeriesUpgradeFacts } from './facts';
import { judgeSteps } from './judgeSteps';
import { SeriesUpgrade, productionOf, rehearsalOf } from './seriesUpgrade';
import { STEP_TITLES } from './words';

/** A change that is about to be proposed, or to reach the repository. */
export interface ChangeBeside {
  /** Absent: it is about to be proposed. */
  id?: string;
  /** Id of what it is a part of. */
  parent?: string;
  environment: string;
  kind: ChangeKind;
  schedule: EnvironmentSpec['schedule'];
  /** Of the environment as it is; absent: there is none. */
  scheduleBefore?: EnvironmentSpec['schedule'];
}

/**
 * Why a change must not reach the repository beside an open series upgrade, in words; undefined: it may. It may have
 * been approved days ago, or before the series upgrade was begun.
 */
export function besideUpgrade(
  upgrade: SeriesUpgrade,
  change: ChangeBeside,
  facts: SeriesUpgradeFacts,
): string | undefined {
  if (change.parent === upgrade.id) return outOfTurn(upgrade, change, facts);
  return takesName(upgrade, change) ?? startsBeside(upgrade, change, facts);
}

/** Whether the change is the one with which the series upgrade stops the old production. */
export function isStopOf(
  upgrade: Pick<SeriesUpgrade, 'id' | 'environment' | 'clone'>,
  { parent, environment, kind, schedule }: ChangeBeside,
): boolean {
  const [stop] = changesOfStep(upgrade, 'stop');
  return (
    parent === upgrade.id &&
    environment === stop.environment &&
    kind === stop.kind &&
    schedule === stop.schedule
  );
}

/**
 * The stop of production, judged as if it were proposed now: a rehearsal grows too old while a change waits, and after
 * the stop none can be made.
 */
function outOfTurn(
  upgrade: SeriesUpgrade,
  change: ChangeBeside,
  facts: SeriesUpgradeFacts,
): string | undefined {
  if (!isStopOf(upgrade, change)) return undefined;
  const changes = facts.changes.filter(({ id }) => id !== change.id);
  const step = judgeSteps(upgrade, { ...facts, changes }).find(
    each => each.id === 'stop',
  );
  if (step?.proposes) return undefined;
  return `“${STEP_TITLES.stop}” is no longer open: ${
    step?.because ?? 'the series upgrade goes another way'
  }`;
}

/** Somebody else's environment in the place of the copy: after the stop there would be nothing to cut over to. */
function takesName(
  upgrade: SeriesUpgrade,
  { environment, kind }: ChangeBeside,
): string | undefined {
  const kept = [rehearsalOf(upgrade), productionOf(upgrade)];
  return kind === 'create' && kept.includes(environment)
    ? `${environment} is kept for the series upgrade of ${upgrade.environment}: choose another tenant, or propose it on the page of the series upgrade`
    : undefined;
}

/** What is entered after the stop is not in the copy that is being made. */
function startsBeside(
  upgrade: SeriesUpgrade,
  { environment, schedule, scheduleBefore }: ChangeBeside,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const starts = scheduleBefore === 'stopped' && schedule !== 'stopped';
  if (environment !== upgrade.environment || !starts) return undefined;
  const production = productionOf(upgrade);
  const [cutOver] = changesOfStep(upgrade, 'cut-over');
  const copy = newestOf(facts.changes, cutOver);
  const what =
    copy && !isFinal(copy.state)
      ? `the change ${copy.id} makes ${production} of what it was at its stop`
      : undefined;
  const unseen = facts.unreadable.has(production)
    ? `the files of ${production} cannot be read, and it may serve in its place`
    : undefined;
  const because = what ?? unseen;
  return (
    because &&
    `${environment} stays stopped, because ${because}: go back on the page of its series upgrade instead`
  );
}
