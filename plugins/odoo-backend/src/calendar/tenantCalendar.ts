import {
  EntityEvent,
  LegalEntity,
  STAGES,
  UnreadCalendar,
} from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../registry';
import { byTenant } from './byTenant';
import { occurrences } from './occurrences';

type Snapshot = Pick<
  RegistrySnapshot,
  'environments' | 'named' | 'calendars' | 'errors'
>;

/** What the calendars of a tenant's legal entities say of a time, and what of them cannot be read. */
export interface TenantCalendar {
  legalEntities: readonly LegalEntity[];
  /** Sorted by their beginning. */
  events: readonly EntityEvent[];
  unread: readonly UnreadCalendar[];
}

const environmentsOf = byTenant(
  (environments: Snapshot['environments']) => environments.values(),
  ({ tenant }) => tenant,
);
const refsOf = byTenant(
  (named: Snapshot['named']) => named,
  ref => ref.slice(0, ref.indexOf('/')),
);

/** Stages may differ in the zone that they give one: its events are the same, and are told once. */
const identity = ({ id, calendar }: LegalEntity) => `${id} ${calendar}`;

/** Of every environment of the tenant, production first: stages may differ in what they say, and the business is one. */
export function legalEntitiesOf(
  { environments }: Pick<Snapshot, 'environments'>,
  tenant: string,
): LegalEntity[] {
  return [...environmentsOf(environments, tenant)]
    .sort((a, b) => STAGES.indexOf(b.stage) - STAGES.indexOf(a.stage))
    .flatMap(({ spec }) => spec.legalEntities);
}

/** @param more - legal entities that a change adds to those of the tenant */
export function tenantCalendar(
  snapshot: Snapshot,
  { tenant, more = [] }: { tenant: string; more?: readonly LegalEntity[] },
  window: { from: Date; to: Date },
): TenantCalendar {
  const all = [...more, ...legalEntitiesOf(snapshot, tenant)];
  // The first one is kept.
  const distinct = new Map(
    all.reverse().map(entity => [identity(entity), entity]),
  );
  const legalEntities = [...distinct.values()].reverse();
  return {
    legalEntities,
    events: legalEntities
      .flatMap(legalEntity => eventsOf(snapshot, legalEntity, window))
      .sort((a, b) => a.from.localeCompare(b.from)),
    unread: [
      ...legalEntities.flatMap(entity => unreadOf(snapshot, entity)),
      ...unreadEnvironments(snapshot, tenant),
    ],
  };
}

function eventsOf(
  { calendars }: Snapshot,
  legalEntity: LegalEntity,
  window: { from: Date; to: Date },
): EntityEvent[] {
  const name = legalEntity.calendar;
  const calendar = calendars.get(name);
  if (!calendar) return [];
  return occurrences(name, calendar, window).map(event => ({
    ...event,
    legalEntity,
  }));
}

function unreadOf(
  { calendars, errors }: Snapshot,
  { id, calendar }: LegalEntity,
): UnreadCalendar[] {
  if (calendars.has(calendar)) return [];
  const file = `calendars/${calendar}.ics`;
  const found = errors.filter(error => error.file === file);
  if (found.length === 0) {
    return [
      {
        subject: id,
        file,
        problem: 'missing',
        message: `there is no such file; add it with the events of ${id}`,
      },
    ];
  }
  return found.map(({ line, message }) => ({
    subject: id,
    file,
    line,
    problem: 'malformed',
    message,
  }));
}

/** Which legal entities work on such an environment nobody knows, and so not what they forbid. */
function unreadEnvironments(
  { environments, named, errors }: Snapshot,
  tenant: string,
): UnreadCalendar[] {
  return refsOf(named, tenant)
    .filter(ref => !environments.has(ref))
    .map(ref => {
      const file = `environments/${ref}/environment.yaml`;
      const error = errors.find(candidate => candidate.file === file);
      return {
        subject: ref,
        file,
        line: error?.line,
        problem: 'malformed',
        message: error?.message ?? 'cannot be read',
      };
    });
}
