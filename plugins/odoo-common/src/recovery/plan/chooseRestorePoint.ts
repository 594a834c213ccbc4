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
  if (to === undefined) {
    return {
      point: {
        backup: chain.backup,
        timeline: chain.timeline,
        segment: chain.lastSegment,
        at: newestRestorePoint,
        systemId: chain.systemId,
        lineage: chain.lineage,
      },
    };
  }
  const window = windowAt(windows, to);
  if (!window) {
    return {
      refused: `Nothing restorable covers ${momentInWords(to)}`,
    };
  }
  const bases = backups
    .flatMap(({ id, status, finishedAt }) =>
      status === 'usable' && finishedAt ? [{ id, finishedAt }] : [],
    )
    .filter(({ finishedAt }) => finishedAt <= to && finishedAt >= window.from)
    .sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  if (bases.length === 0) {
    return {
      refused: `No usable base backup ended between ${momentInWords(
        window.from,
      )} and ${momentInWords(to)}`,
    };
  }
  // The newest that has a segment to its end: a backup that just ended may have none by then.
  const [found] = bases.flatMap(base => {
    const reached = chain.tail.findLast(
      ({ archivedAt }) => archivedAt <= to && archivedAt >= base.finishedAt,
    );
    return reached ? [{ base, reached }] : [];
  });
  if (!found) {
    const first = chain.tail[0]?.archivedAt;
    return {
      refused: first
        ? `Which WAL segment ends before ${momentInWords(
            to,
          )} is known from ${momentInWords(first)} on`
        : 'The times of the WAL segments are not known',
    };
  }
  const { base, reached } = found;
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
