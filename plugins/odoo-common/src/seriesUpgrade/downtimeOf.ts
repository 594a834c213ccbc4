import { changesOfStep, newestOf } from './changesOfStep';
import { SeriesUpgradeFacts, UpgradeChange } from './facts';
import { SeriesUpgrade, SeriesUpgradeStep } from './seriesUpgrade';

const SECOND_MS = 1000;

/** How long nobody can work: planned, and as it went. */
export interface Downtime {
  /** From the commit of the rehearsal until it was verified: copying, migrating and starting. */
  rehearsedSeconds?: number;
  /** When the commit that stops the old one reached the repository. */
  from?: string;
  /** When the new one was verified. */
  until?: string;
}

export function downtimeOf(
  upgrade: SeriesUpgrade,
  facts: Pick<SeriesUpgradeFacts, 'changes'>,
): Downtime {
  const of = (step: SeriesUpgradeStep): UpgradeChange | undefined => {
    const [part] = changesOfStep(upgrade, step);
    return newestOf(facts.changes, part);
  };
  const [rehearsal, stop, cutOver] = [
    of('rehearse'),
    of('stop'),
    of('cut-over'),
  ];
  const took =
    rehearsal?.state === 'done' && rehearsal.appliedAt !== undefined
      ? Date.parse(rehearsal.since) - Date.parse(rehearsal.appliedAt)
      : undefined;
  return {
    rehearsedSeconds:
      took === undefined ? undefined : Math.round(took / SECOND_MS),
    from: stop?.appliedAt,
    until: cutOver?.state === 'done' ? cutOver.since : undefined,
  };
}
