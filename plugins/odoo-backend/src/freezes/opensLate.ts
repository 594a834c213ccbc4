import { Platform } from '@plumbline/plugin-odoo-common';
import { LATEST_END_MS, staggerMs } from '@plumbline/plugin-odoo-golden-path';

/**
 * For how long after the end of a closure Git's side still holds a tenant: whoever asks the calendars asks the same, for
 * what the gate lets through sooner waits in the cluster.
 */
export const opensLateMs = (
  { gitops }: Pick<Platform, 'gitops'>,
  tenant: string,
): number => (gitops.syncWindows ? staggerMs(tenant) : 0);

/** From when on calendars have to be read so that nothing is missed which still closes somebody at that moment. */
export const stillClosing = (now: Date): Date =>
  new Date(now.getTime() - LATEST_END_MS);
