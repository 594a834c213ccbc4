import {
  BusinessEvent,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../registry';
import { occurrences } from './occurrences';

/** An event of a tenant: once, however many of its legal entities share the calendar. */
export interface TenantEvent extends BusinessEvent {
  tenant: string;
  legalEntities: string[];
}

/** A freeze keeps changes away; nobody has to make it. */
const isToBeMade = ({ kind }: BusinessEvent) => kind !== 'freeze';

/** One is the copy of the other: in a series upgrade two tenants have the legal entities of one. */
const areOneAnother = (
  a: RegisteredEnvironment,
  b: RegisteredEnvironment,
): boolean =>
  [
    [a, b],
    [b, a],
  ].some(
    ([copy, source]) =>
      copy.spec.copyOf?.environment === formatEnvironmentRef(source),
  );

/**
 * Whether the events are made elsewhere: the tenant has no production, or its production is stopped and the one that it
 * was copied to or from runs instead. One that is stopped while none runs has its events still, and will not make them.
 */
function areMadeElsewhere(
  tenant: string,
  { environments, named }: Pick<RegistrySnapshot, 'environments' | 'named'>,
): boolean {
  const own = environments.get(`${tenant}/production`);
  if (!own) return !named.has(`${tenant}/production`);
  return (
    own.spec.schedule === 'stopped' &&
    [...environments.values()].some(
      other =>
        other.stage === 'production' &&
        other.spec.schedule !== 'stopped' &&
        areOneAnother(own, other),
    )
  );
}

/**
 * The events that tenants have to make in a stretch of time, those that last at its beginning first: each once, by the
 * production that has to make it. Each calendar is read once, whatever the number of environments that name it.
 */
export function comingEvents(
  snapshot: Pick<RegistrySnapshot, 'environments' | 'named' | 'calendars'>,
  tenants: ReadonlySet<string>,
  window: { from: Date; to: Date },
): { events: TenantEvent[]; named: ReadonlySet<string> } {
  const { environments, calendars } = snapshot;
  const making = new Set(
    [...tenants].filter(tenant => !areMadeElsewhere(tenant, snapshot)),
  );
  const entities = new Map<string, Map<string, Set<string>>>();
  const named = new Set<string>();
  for (const { tenant, spec } of environments.values()) {
    if (!making.has(tenant)) continue;
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
