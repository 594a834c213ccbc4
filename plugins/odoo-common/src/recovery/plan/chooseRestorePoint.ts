import { RepositoryReport, RestorableWindow } from '../report';
import { RestorePoint } from '../restoreTest';
import { momentInWords } from '../words';

export type ChosenPoint = { point: RestorePoint } | { refused: string };

/**
 * The point that a restore to a time reaches: the last archived segment that holds nothing committed after it.
 * Without a time, the newest.
 */
export function chooseRestorePoint(
  { chain, windows, backups, newestRestorePoint }: RepositoryReport,
  to?: string,
): ChosenPoint {
  if (!chain || newestRestorePoint === null) {
    return { refused: 'The store holds nothing that can be restored' };
  }
  const wanted = to ?? newestRestorePoint;
  const window = windowAt(windows, wanted);
  if (!window) {
    return {
      refused: `Nothing restorable covers ${momentInWords(wanted)}`,
    };
  }
  const base = backups
    .filter(
      ({ status, finishedAt }) =>
        status === 'usable' &&
        finishedAt !== null &&
        finishedAt <= wanted &&
        finishedAt >= window.from,
    )
    .sort((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1))[0];
  if (!base?.finishedAt) {
    return {
      refused: `No usable base backup ended between ${momentInWords(
        window.from,
      )} and ${momentInWords(wanted)}`,
    };
  }
  const { finishedAt } = base;
  const reached = chain.tail.findLast(
    ({ archivedAt }) => archivedAt <= wanted && archivedAt >= finishedAt,
  );
  if (!reached) {
    const first = chain.tail[0]?.archivedAt;
    return {
      refused: first
        ? `Which WAL segment ends before ${momentInWords(
            wanted,
          )} is known from ${momentInWords(first)} on`
        : 'The times of the WAL segments are not known',
    };
  }
  return {
    point: {
      backup: base.id,
      timeline: chain.timeline,
      segment: reached.segment,
      at: reached.archivedAt,
      systemId: chain.systemId,
      lineage: chain.lineage,
    },
  };
}

/** The unbroken run that a moment lies in. */
export function windowAt(
  windows: readonly RestorableWindow[],
  at: string,
): RestorableWindow | undefined {
  return windows.find(({ from, to }) => from <= at && at <= to);
}
