import { ChangeKind } from '../change/change';
import { isFinal } from '../change/states';
import { EnvironmentSpec } from '../environment/spec';
import { momentInWords } from '../recovery/words';
import { changesOfStep, newestOf } from './changesOfStep';
import { SeriesUpgradeFacts } from './facts';
import { judgeSteps } from './judgeSteps';
import { SeriesUpgrade, productionOf, rehearsalOf } from './seriesUpgrade';
import { stoppedAt } from './stoppedAt';
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
  /** Of a copy: the moment whose data it takes, where it names one. */
  copiedAt?: string;
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

/** The steps that move people from one production to the other. */
const TURNING_STEPS = ['stop', 'cut-over'] as const;

/** Which of them the change is; undefined: none. */
function turningStep(
  upgrade: Pick<SeriesUpgrade, 'id' | 'environment' | 'clone'>,
  { parent, environment, kind, schedule }: ChangeBeside,
) {
  if (parent !== upgrade.id) return undefined;
  return TURNING_STEPS.find(step =>
    changesOfStep(upgrade, step).some(
      each =>
        environment === each.environment &&
        kind === each.kind &&
        (each.schedule === undefined || schedule === each.schedule),
    ),
  );
}

/** Why nobody can tell yet whether it may reach the repository, in words; undefined: `besideUpgrade` tells. */
export function unsureBesideUpgrade(
  upgrade: SeriesUpgrade,
  change: ChangeBeside,
  { environments, unreadable: [unread] }: SeriesUpgradeFacts,
): string | undefined {
  const step = turningStep(upgrade, change);
  if (!step) return undefined;
  const title = STEP_TITLES[step];
  if (unread) return `The files of ${unread} cannot be read: “${title}” waits`;
  const old = environments.get(upgrade.environment);
  const isAwake = old?.schedule === 'stopped' && old.verdict !== 'asleep';
  return step === 'cut-over' && isAwake
    ? `${upgrade.environment} is ${
        old.verdict ?? 'unknown'
      }, and must be seen asleep: “${title}” waits`
    : undefined;
}

/**
 * The stop of production and the cut-over, judged as if they were proposed now. While a change waits a rehearsal grows
 * too old, and after the stop none can be made; or somebody starts the old one, and what is entered there is lost.
 */
function outOfTurn(
  upgrade: SeriesUpgrade,
  change: ChangeBeside,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const turning = turningStep(upgrade, change);
  if (!turning) return undefined;
  const changes = facts.changes.filter(({ id }) => id !== change.id);
  // How far the backups reach is asked by the gates of the change, which wait for it.
  const restorePoint = { passed: true, summary: '' };
  const step = judgeSteps(upgrade, { ...facts, changes, restorePoint }).find(
    each => each.id === turning,
  );
  const because = step?.proposes
    ? turning === 'cut-over' && notOfStop(upgrade, change, facts)
    : step?.because ?? 'the series upgrade goes another way';
  return because
    ? `“${STEP_TITLES[turning]}” is no longer open: ${because}`
    : undefined;
}

/** What was entered between the moment that is copied and the last stop would be lost. */
function notOfStop(
  upgrade: SeriesUpgrade,
  { copiedAt }: ChangeBeside,
  facts: SeriesUpgradeFacts,
): string | undefined {
  const stopped = stoppedAt(upgrade, facts);
  const isCovered =
    copiedAt !== undefined &&
    stopped !== undefined &&
    Date.parse(copiedAt) >= Date.parse(stopped);
  if (isCovered) return undefined;
  return `it copies ${
    copiedAt ? momentInWords(copiedAt) : 'no moment that it names'
  }, and ${
    upgrade.environment
  } was not seen asleep all the time since: propose it again, of a moment after the last stop`;
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
