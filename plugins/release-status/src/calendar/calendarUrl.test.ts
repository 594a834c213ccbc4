import { monthAfter, monthOf } from '@plumbline/plugin-odoo-common';
import { readCalendarUrl } from './calendarUrl';

const monthIn = (years: number) => monthAfter(monthOf(new Date()), years * 12);
const read = (month: string) => readCalendarUrl(new URLSearchParams({ month }));

it('reads the months that the server answers, and names the others as wrong', () => {
  expect(read(monthIn(4))).toMatchObject({ query: { month: monthIn(4) } });
  for (const month of [monthIn(6), monthIn(-6), '2026-13']) {
    expect(read(month)).toEqual({ valid: false, problem: `month=${month}` });
  }
});
