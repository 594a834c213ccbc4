import { changesOfStep, newestOf } from './changesOfStep';
import { SeriesUpgradeFacts } from './facts';
import { SeriesUpgrade } from './seriesUpgrade';

/**
 * A moment after which nothing was written to the old one: its change was seen to be done, and it sleeps since. Later
 * than the last write is harmless, earlier would lose what people entered. Undefined while it is not seen asleep.
 */
export function stoppedAt(
  upgrade: SeriesUpgrade,
  { changes, environments }: SeriesUpgradeFacts,
): string | undefined {
  const [part] = changesOfStep(upgrade, 'stop');
  const change = newestOf(changes, part);
  const old = environments.get(upgrade.environment);
  if (!change || old?.verdict !== 'asleep') return undefined;
  const asleepSince = old.verdictSince ?? change.since;
  return asleepSince > change.since ? asleepSince : change.since;
}
