import {
  ExtensionPoint,
  ServiceRef,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Nobody offers the extension point. */
export interface Absent {
  absent: true;
}

/**
 * A dependency on an extension point that is `Absent` when its plugin is not installed, where a plain
 * dependency would fail the start of the whole backend. The backend looks for an extension point of
 * the dependency's id first and for a service of that id after; the service is the absence.
 */
export function optionalExtensionPoint<T>(
  point: ExtensionPoint<T>,
): ServiceRef<T | Absent, 'plugin', 'singleton'> {
  return createServiceRef<T | Absent>({
    id: point.id,
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: (): T | Absent => ({ absent: true }),
      }),
  });
}

export function isAbsent<T extends object>(point: T | Absent): point is Absent {
  return 'absent' in point && point.absent === true;
}
