import { z } from 'zod';
import { TierPolicy } from '../platform/tiers';
import { BUSINESS_EVENT_KINDS } from '../contract/calendar';

const eventRule = (leadTime: string) =>
  z
    .strictObject({
      /** Whether changes wait while such an event lasts. */
      blocks: z.boolean().default(true),
      /**
       * A change must have ended this long before the event begins. Days follow the calendar of the event's zone, hours
       * are exact.
       */
      leadTime: z.iso.duration().default(leadTime),
    })
    .prefault({});

/** What a change is taken to last where nobody has measured it. */
const durationsSchema = z.strictObject({
  /** Starting the new pods one after the other. */
  start: z.iso.duration().default('PT10M'),
  /** Of a release that migrates and whose rehearsal is not known. */
  migration: z.iso.duration().default('PT1H'),
  verification: z.iso.duration().default('PT15M'),
  /** What is done twice must fit twice: a change that goes wrong is back before the window closes. */
  rollBack: z.iso.duration().default('PT30M'),
});

/** `odoo.platform.changeWindows`: when the business leaves room for changes. */
export const changeWindowsSchema = z.strictObject({
  events: z
    .strictObject({
      payroll: eventRule('PT48H'),
      'month-end': eventRule('PT24H'),
      billing: eventRule('PT0S'),
      tender: eventRule('PT0S'),
      freeze: eventRule('PT0S'),
    } satisfies Record<(typeof BUSINESS_EVENT_KINDS)[number], z.ZodType>)
    .prefault({}),
  durations: durationsSchema.prefault({}),
  /** How far ahead the next window is looked for. */
  horizon: z.iso.duration().default('P90D'),
});
export type ChangeWindows = z.infer<typeof changeWindowsSchema>;

const STRICTEST_FIRST = ['enforced', 'warned', 'free'] as const;

/** Of the tiers before and after a change the stricter one counts. */
export function stricterWindow(
  windows: readonly TierPolicy['changeWindow'][],
): TierPolicy['changeWindow'] {
  return STRICTEST_FIRST.find(window => windows.includes(window)) ?? 'enforced';
}
