import { TimelineMarks } from '../history';
import { RegistryService } from '../registry';
import { occurrences } from './occurrences';

/** The business events of an environment's legal entities, by the calendars of the repository. */
export function calendarMarks(
  registry: Pick<RegistryService, 'snapshot'>,
): TimelineMarks {
  return {
    async of(environment, { from, to }) {
      const { environments, calendars } = await registry.snapshot();
      const entities = environments.get(environment)?.spec.legalEntities ?? [];
      const names = new Set(entities.map(({ calendar }) => calendar));
      const window = { from: new Date(from), to: new Date(to) };
      return [...names].flatMap(name => {
        const calendar = calendars.get(name);
        if (!calendar) return [];
        return occurrences(name, calendar, window).map(event => ({
          kind: 'business-event' as const,
          title: `${event.kind}: ${event.title} (${name})`,
          from: event.from,
          to: event.to,
        }));
      });
    },
  };
}
