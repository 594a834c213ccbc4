import fc from 'fast-check';
import { DateTime } from 'luxon';
import { payrollDay } from './calendars';

describe('calendars of the group', () => {
  it('keep the payroll away from the first days, whatever day and zone they begin on', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2026-01-01'),
          max: new Date('2030-01-01'),
          noInvalidDate: true,
        }),
        fc.constantFrom('Europe/Dublin', 'Asia/Dubai', 'Pacific/Auckland'),
        (at, zone) => {
          const seeded = DateTime.fromJSDate(at, { zone });
          const payroll = payrollDay(seeded);
          expect(payroll.weekday).toBeLessThan(6);
          // Neither this week's nor last week's is within its 48 hours.
          const days = payroll.diff(seeded.startOf('day'), 'days').days;
          expect(days).toBeGreaterThanOrEqual(4 - 1 / 24);
          expect(days).toBeLessThan(7);
        },
      ),
    );
  });
});
