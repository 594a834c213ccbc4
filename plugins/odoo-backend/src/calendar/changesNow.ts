import { Platform, closedAt, closedSpans } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../registry';
import { tenantClosures } from './tenantClosures';

/** Whether a tenant can be changed at a moment. A calendar that cannot be read may close it: that is not open. */
export function changesNow(
  snapshot: Pick<
    RegistrySnapshot,
    'environments' | 'named' | 'calendars' | 'errors'
  >,
  tenant: string,
  platform: Pick<Platform, 'changeWindows' | 'gitops'>,
  now: Date,
): 'open' | 'closed' | 'unknown' {
  const at = now.getTime();
  const { events, unread, opensLateMs } = tenantClosures(
    snapshot,
    { tenant },
    platform,
    { from: at, to: at },
  );
  const spans = closedSpans(events, platform.changeWindows, opensLateMs);
  if (closedAt(spans, at)) return 'closed';
  return unread.length > 0 ? 'unknown' : 'open';
}
