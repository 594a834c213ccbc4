import { Cron } from 'croner';
import type { KubernetesObject } from '../../kubernetes';
import { parseDuration } from '../runtime';

interface SyncWindow {
  kind?: string;
  /** Five-field cron. */
  schedule?: string;
  duration?: string;
  timeZone?: string;
  applications?: string[];
}

export interface AppProject extends KubernetesObject {
  spec?: { syncWindows?: SyncWindow[] };
}

/**
 * Until when the windows of its project keep an application from syncing by itself; undefined: they do not. One that
 * denies is stronger than one that allows, and where any allows, nothing is allowed beside those. Source: Argo CD,
 * `SyncWindows.CanSync`.
 */
export function deniedUntil(
  project: AppProject | undefined,
  application: string,
  now: number,
): number | undefined {
  const windows = (project?.spec?.syncWindows ?? []).filter(
    ({ applications = [] }) =>
      applications.some(pattern => matches(pattern, application)),
  );
  const of = (kind: string) =>
    windows
      .filter(window => window.kind === kind)
      .map(window => nextOf(window, now));
  const denied = of('deny').flatMap(({ from, to }) => (from <= now ? to : []));
  if (denied.length > 0) return Math.max(...denied);
  const allowed = of('allow').map(({ from }) => from);
  return allowed.length > 0 && allowed.every(from => from > now)
    ? Math.min(...allowed)
    : undefined;
}

/** When a window is in force, or will be next: from the firing of its schedule on, for its duration. */
function nextOf(
  { schedule = '', duration, timeZone = 'UTC' }: SyncWindow,
  now: number,
): { from: number; to: number } {
  const length = parseDuration(duration, 0);
  const fires = new Cron(schedule, { timezone: timeZone }).nextRun(
    new Date(now - length),
  );
  const from = fires?.getTime() ?? Infinity;
  return { from, to: from + length };
}

/** `*` stands for any letters. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[^a-z0-9]/gi, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
