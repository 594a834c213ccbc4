import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { CalendarFloor } from '../manifest/renderContext';

/** By their name they are told from the floors of the platform. */
const NAME = /^calendar-\d+$/;

/** The triggers of KEDA (2.15) for floors, all but the number of pods. */
export const calendarTriggers = (floors: readonly CalendarFloor[] = []) =>
  floors.map(({ timeZone, start, end }, index) => ({
    type: 'cron',
    name: `calendar-${index + 1}`,
    metadata: { timezone: timeZone, start, end },
  }));

const scaledObjectSchema = z.object({
  spec: z.object({ triggers: z.array(z.unknown()) }),
});

const triggerSchema = z.object({
  name: z.string().regex(NAME),
  metadata: z.object({
    timezone: z.string(),
    start: z.string(),
    end: z.string(),
  }),
});

/** The floors that a rendered file of autoscaling has by calendars; none in a file that is no such. */
export function calendarFloorsIn(content: string): CalendarFloor[] {
  const triggers = parseAllDocuments(content).flatMap(document => {
    if (document.errors.length > 0) return [];
    const object = scaledObjectSchema.safeParse(document.toJS());
    return object.success ? object.data.spec.triggers : [];
  });
  return triggers.flatMap(trigger => {
    const read = triggerSchema.safeParse(trigger);
    if (!read.success) return [];
    const { timezone, start, end } = read.data.metadata;
    return [{ timeZone: timezone, start, end }];
  });
}
