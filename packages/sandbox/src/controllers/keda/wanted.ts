import { cronWindow } from './cronWindow';
import type { ScaledObject, Wanted } from './shapes';

/** What the cron triggers of a ScaledObject ask for at a moment. */
export function wantedOf({ spec }: ScaledObject, now: Date): Wanted {
  const least = spec.minReplicaCount ?? 0;
  const windows = spec.triggers
    .filter(({ type }) => type === 'cron')
    .map(({ metadata }) => ({
      ...cronWindow(
        {
          timezone: metadata.timezone,
          start: metadata.start,
          end: metadata.end,
        },
        now,
      ),
      replicas: Number(metadata.desiredReplicas ?? 1),
    }));
  const open = windows.filter(window => window.open);
  const moments = windows.flatMap(({ until }) => (until ? [until] : []));
  const replicas = Math.max(least, ...open.map(window => window.replicas));
  return {
    active: open.length > 0,
    replicas: Math.min(replicas, spec.maxReplicaCount ?? 100),
    until: moments.sort((a, b) => a.getTime() - b.getTime())[0],
  };
}
