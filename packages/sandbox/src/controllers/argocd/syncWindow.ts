import { Cron } from 'croner';
import type { KubernetesObject } from '../../kubernetes';
import { parseDuration } from '../runtime';

export interface AppProject extends KubernetesObject {
  spec?: {
    syncWindows?: {
      kind?: string;
      /** Five-field cron. */
      schedule?: string;
      duration?: string;
      timeZone?: string;
      applications?: string[];
    }[];
  };
}

/**
 * Until when a deny window of its project keeps an application from syncing by itself; undefined: none does. A
 * window is in force when its schedule has fired within its duration before now. Source: Argo CD, sync windows.
 */
export function deniedUntil(
  project: AppProject | undefined,
  application: string,
  now: number,
): number | undefined {
  const ends = (project?.spec?.syncWindows ?? [])
    .filter(
      ({ kind, applications = [] }) =>
        kind === 'deny' &&
        applications.some(pattern => matches(pattern, application)),
    )
    .map(({ schedule = '', duration, timeZone = 'UTC' }) => {
      const length = parseDuration(duration, 0);
      const fired = new Cron(schedule, { timezone: timeZone }).nextRun(
        new Date(now - length),
      );
      return (fired?.getTime() ?? Infinity) <= now
        ? (fired?.getTime() ?? 0) + length
        : 0;
    })
    .filter(end => end > now);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** `*` stands for any letters. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[^a-z0-9]/gi, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
