import { Platform, longestLead } from '@plumbline/plugin-odoo-common';
import { LATEST_END_MS, staggerMs } from '@plumbline/plugin-odoo-golden-path';
import { TenantCalendar, tenantCalendar } from './tenantCalendar';

/** What decides whether a tenant is closed to changes; `closedSpans` makes spans of it. */
export interface TenantClosures extends TenantCalendar {
  /** For how long after the end of a closure the tenant is still closed. */
  opensLateMs: number;
}

/**
 * All that closes a tenant at any moment from `from` to `to`, both included, for whoever asks: gate, pages, lists. Where
 * freezes are kept in Git, each tenant opens at its own minute of the half hour after the end of a closure, and what was
 * let through sooner would wait in the cluster.
 *
 * @param options - see `tenantCalendar`
 */
export function tenantClosures(
  snapshot: Parameters<typeof tenantCalendar>[0],
  options: Parameters<typeof tenantCalendar>[1],
  { changeWindows, gitops }: Pick<Platform, 'changeWindows' | 'gitops'>,
  { from, to }: { from: number; to: number },
): TenantClosures {
  const calendar = tenantCalendar(snapshot, options, {
    from: new Date(from - LATEST_END_MS),
    to: new Date(to + longestLead(changeWindows) + 1),
  });
  const opensLateMs = gitops.syncWindows ? staggerMs(options.tenant) : 0;
  return { ...calendar, opensLateMs };
}
