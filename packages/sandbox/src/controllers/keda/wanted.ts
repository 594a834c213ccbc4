import { cronWindow } from './cronWindow';
import type { ScaledObject, Wanted } from './shapes';

/**
 * What the triggers of a ScaledObject ask for at a moment.
 *
 * @param cpuPercent - what all pods of the target together need, in percent of what one of them requests
 */
export function wantedOf(
  { spec }: ScaledObject,
  now: Date,
  cpuPercent: number,
): Wanted {
  const least = spec.minReplicaCount ?? 0;
  const most = spec.maxReplicaCount ?? 100;
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
  const cpu = spec.triggers.find(({ type }) => type === 'cpu');
  // CPU alone neither wakes nor keeps awake what may sleep.
  const active = open.length > 0 || (cpu !== undefined && least > 0);
  const busy =
    cpu && active ? Math.ceil(cpuPercent / Number(cpu.metadata.value)) : 0;
  const demanded = Math.max(busy, ...open.map(window => window.replicas));
  const replicas = Math.min(Math.max(least, demanded), most);
  return {
    active,
    demanded,
    replicas,
    ...(cpu && replicas > 0
      ? { utilisation: Math.round(cpuPercent / replicas) }
      : {}),
    until: moments.sort((a, b) => a.getTime() - b.getTime())[0],
  };
}
