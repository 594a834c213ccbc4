import { BusinessEvent } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../registry';
import { occurrences } from './occurrences';

/** An event of a tenant: once, however many of its legal entities share the calendar. */
export interface TenantEvent extends BusinessEvent {
  tenant: string;
  legalEntities: string[];
}

/** A freeze keeps changes away; nobody has to make it. */
const isToBeMade = ({ kind }: BusinessEvent) => kind !== 'freeze';

/**
 * The events that tenants have to make in a stretch of time, those that last at its beginning first. Each calendar is
 * read once, whatever the number of environments that name it.
 */
export function comingEvents(
  {
    environments,
    calendars,
  }: Pick<RegistrySnapshot, 'environments' | 'calendars'>,
  tenants: ReadonlySet<string>,
  window: { from: Date; to: Date },
): { events: TenantEvent[]; named: ReadonlySet<string> } {
  const entities = new Map<string, Map<string, Set<string>>>();
  const named = new Set<string>();
  for (const { tenant, spec } of environments.values()) {
    if (!tenants.has(tenant)) continue;
    const byCalendar = entities.get(tenant) ?? new Map<string, Set<string>>();
    entities.set(tenant, byCalendar);
    for (const { id, calendar } of spec.legalEntities) {
      named.add(calendar);
      byCalendar.set(calendar, (byCalendar.get(calendar) ?? new Set()).add(id));
    }
  }
  const eventsOf = new Map(
    [...named].flatMap(name => {
      const calendar = calendars.get(name);
      return calendar
        ? [[name, occurrences(name, calendar, window).filter(isToBeMade)]]
        : [];
    }),
  );
  const events = [...entities].flatMap(([tenant, byCalendar]) =>
    [...byCalendar].flatMap(([name, ids]) =>
      (eventsOf.get(name) ?? []).map(event => ({
        ...event,
        tenant,
        legalEntities: [...ids].sort(),
      })),
    ),
  );
  return { events: events.sort(byBeginning), named };
}

function byBeginning(a: TenantEvent, b: TenantEvent): number {
  return a.from.localeCompare(b.from) || a.tenant.localeCompare(b.tenant);
}
