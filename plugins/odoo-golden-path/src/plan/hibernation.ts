import { EnvironmentSpec, TierPolicy } from '@plumbline/plugin-odoo-common';

/** Pods that turn the hibernation of one database: by the hours, after what is wanted, and for a sync. */
export const HIBERNATION_PODS = 3;

/**
 * Whether a database is hibernated while Odoo sleeps: a CloudNativePG of its own, of a tier that wants it, by the
 * hours of its schedule. A server that others share sleeps for nobody, and stopping a Flexible Server is a call of
 * Azure's API that no object of its operator makes.
 */
export const isHibernated = (
  {
    database: { kind },
    schedule,
  }: Pick<EnvironmentSpec, 'database' | 'schedule'>,
  tier: Pick<TierPolicy, 'hibernation'>,
  server: unknown,
): boolean =>
  kind === 'cloudnative-pg' &&
  server === undefined &&
  tier.hibernation === 'nightly' &&
  schedule === 'office-hours';
