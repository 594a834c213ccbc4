import { Knex } from 'knex';
import { tenantCalendar } from '../../calendar';
import { FreezesSource } from './freezesInput';
import { UnreadTenantRow } from '../tables';

/** Longer than any file is kept: as long as it stands it says the same. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** The tenants of whom some calendar cannot be read. */
export function unreadTenants(
  snapshot: FreezesSource,
  now: Date,
): ReadonlySet<string> {
  const tenants = new Set(
    [...snapshot.named].map(ref => ref.slice(0, ref.indexOf('/'))),
  );
  const moment = { from: now, to: now };
  return new Set(
    [...tenants].filter(
      tenant => tenantCalendar(snapshot, { tenant }, moment).unread.length > 0,
    ),
  );
}

/** Writes down who cannot be read now; answers since when those can be read again who could not, in milliseconds. */
export async function noteUnread(
  knex: Knex,
  unread: ReadonlySet<string>,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = () => knex<UnreadTenantRow>('unread_tenants');
  const known = new Map(
    (await rows().select()).map(row => [row.tenant, row.readable_at]),
  );
  for (const tenant of unread) {
    if (known.has(tenant) && known.get(tenant) === null) continue;
    await rows()
      .insert({ tenant, readable_at: null })
      .onConflict('tenant')
      .merge({ readable_at: null });
  }
  const readable = new Map<string, number>();
  for (const [tenant, at] of known) {
    if (unread.has(tenant)) continue;
    if (at !== null && Date.parse(at) + KEPT_MS < now.getTime()) {
      await rows().where({ tenant }).delete();
      continue;
    }
    if (at === null) {
      await rows().where({ tenant }).update({ readable_at: now.toISOString() });
    }
    readable.set(tenant, at === null ? now.getTime() : Date.parse(at));
  }
  return readable;
}
