import { CLOSED_UNTIL_MENDED } from '@plumbline/plugin-odoo-common';
import {
  AppProjectRecord,
  ApplicationRecord,
  DEFAULT_PROJECT,
  Time,
} from '../../records';
import { MINUTE, moment, shorten } from '../../words';
import { Subject } from '../Subject';

type SyncWindow = AppProjectRecord['syncWindows'][number];

/** What the sync windows of its project say of an Application now. */
export interface Windows {
  /** One keeps Argo CD from syncing. */
  held?: {
    /** Somebody has to mend something before it ends. */
    endless: boolean;
    words: string;
  };
  /** When the last one ended that has ended. */
  releasedAt?: Time;
}

interface Denied {
  from: Time;
  to: Time;
  title: string;
}

const ENDLESS: ReadonlySet<string> = new Set(
  Object.values(CLOSED_UNTIL_MENDED),
);

/**
 * The windows in the cluster itself decide, whatever Git says. Read are those that the portal writes, a moment of a year
 * in UTC for Applications by their names; of any other one nothing is claimed.
 */
export function windowsOf(
  { listings, now }: Subject,
  { namespace, name, project = DEFAULT_PROJECT }: ApplicationRecord,
): Windows {
  const found = listings.find('appProjects', namespace, project);
  const denied = (found?.syncWindows ?? [])
    .filter(window => denies(window, name))
    .flatMap(window => deniedBy(window, now));
  const ended = denied.map(({ to }) => to).filter(to => to <= now);
  const releasedAt = ended.length > 0 ? Math.max(...ended) : undefined;
  const last = lastInForce(denied, now);
  if (!last) return { releasedAt };
  const endless = ENDLESS.has(last.title);
  const end = endless ? 'until somebody mends it' : `until ${moment(last.to)}`;
  return {
    releasedAt,
    held: {
      endless,
      words: `held by a freeze ${end} (sync window "${last.title}" of AppProject ${project})`,
    },
  };
}

function denies(
  { kind, applications, namespaces, clusters }: SyncWindow,
  name: string,
): boolean {
  return (
    kind === 'deny' &&
    namespaces.length + clusters.length === 0 &&
    applications.some(each => each === '*' || each === name)
  );
}

/** Last year, this one and the next: cron knows no year. */
function deniedBy(
  { schedule = '', duration = '', timeZone, description }: SyncWindow,
  now: Time,
): Denied[] {
  const cron = /^(\d+) (\d+) (\d+) (\d+) \*$/.exec(schedule);
  const length = /^(\d+)m$/.exec(duration);
  if (!cron || !length || timeZone !== 'UTC') return [];
  const [minute, hour, day, month] = cron.slice(1).map(Number);
  const year = new Date(now).getUTCFullYear();
  return [year - 1, year, year + 1].map(each => {
    const from = Date.UTC(each, month - 1, day, hour, minute);
    return {
      from,
      to: from + Number(length[1]) * MINUTE,
      title: shorten(description ?? 'without a description', 120),
    };
  });
}

/** Of those that follow each other without a gap the one that ends last, or that has no end of its own. */
function lastInForce(denied: readonly Denied[], now: Time): Denied | undefined {
  const follows = (at: Time) =>
    denied
      .filter(({ from, to }) => from <= at && at < to)
      .sort((a, b) => a.to - b.to)
      .at(-1);
  let last = follows(now);
  while (last && !ENDLESS.has(last.title)) {
    const next = follows(last.to);
    if (!next) break;
    last = next;
  }
  return last;
}
