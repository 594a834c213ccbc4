import { CalendarList } from '@plumbline/plugin-odoo-common';
import { RegistrySnapshot } from '../registry';

/** Why calendars cannot be read, sorted by their names; of those that can, nothing. */
export function calendarErrors(
  names: Iterable<string>,
  { calendars, errors }: Pick<RegistrySnapshot, 'calendars' | 'errors'>,
): CalendarList['errors'] {
  return [...names]
    .filter(name => !calendars.has(name))
    .sort()
    .flatMap(calendar => {
      const file = `calendars/${calendar}.ics`;
      const found = errors.filter(error => error.file === file);
      return found.length > 0
        ? found.map(({ line, message }) => ({ calendar, file, line, message }))
        : [{ calendar, file, message: 'there is no such file' }];
    });
}
