import { RestorableWindow } from '@plumbline/plugin-odoo-common';
import { Archive } from './Archive';
import { Chain } from './chains';

/** From the end of the base backup to the end of its WAL; seconds never lie in the future. */
export function windowOf(
  { backup, last, target }: Chain,
  archive: Archive,
  now: Date,
): { from: Date; to: Date; timeline: number } {
  const from = Math.min(backup.finishedAt.getTime(), now.getTime());
  const archived = last && archive.timeOf(last);
  // A time that is not remembered claims nothing beyond the backup itself.
  const to = archived === undefined ? from : archived * 1000;
  return {
    from: new Date(from),
    to: new Date(Math.max(from, Math.min(to, now.getTime()))),
    timeline: target,
  };
}

/** Every moment that some backup can be carried to, oldest first. */
export function restorableWindows(
  chains: readonly Chain[],
  archive: Archive,
  now: Date,
): RestorableWindow[] {
  const windows = chains
    .filter(chain => chain.state === 'complete')
    .map(chain => windowOf(chain, archive, now))
    .sort((a, b) => a.timeline - b.timeline || +a.from - +b.from);
  const merged: typeof windows = [];
  for (const window of windows) {
    const before = merged.at(-1);
    if (before?.timeline === window.timeline && window.from <= before.to) {
      before.to = new Date(Math.max(+before.to, +window.to));
    } else merged.push(window);
  }
  return merged
    .sort((a, b) => +a.from - +b.from)
    .map(({ from, to, timeline }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      timeline,
    }));
}
