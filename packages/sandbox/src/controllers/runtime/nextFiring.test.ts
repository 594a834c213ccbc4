import { Cron } from 'croner';
import fc from 'fast-check';
import { nextFiring } from './nextFiring';

const START = Date.parse('2026-03-28T00:00:00Z');
const HOUR = 3_600_000;

it('is what the schedule says, whatever was asked before', () => {
  // Over the hour that is skipped in spring in Berlin, and 29 February.
  const schedules = ['0 2 * * *', '*/20 * * * 1-5', '30 2 29 2 *'];
  const zones = ['Europe/Berlin', 'Etc/UTC'];
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom(...schedules),
          fc.constantFrom(...zones),
          fc.integer({ min: 0, max: 72 * HOUR }),
        ),
        { minLength: 1, maxLength: 40 },
      ),
      asked => {
        for (const [schedule, timezone, offset] of asked) {
          const after = new Date(START + offset);
          expect(nextFiring(schedule, timezone, after)).toEqual(
            new Cron(schedule, { timezone }).nextRun(after) ?? undefined,
          );
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('is nothing for a day that never comes', () => {
  const never = () => nextFiring('0 0 30 2 *', 'Etc/UTC', new Date(START));
  expect([never(), never()]).toEqual([undefined, undefined]);
});
