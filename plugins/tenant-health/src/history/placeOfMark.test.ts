import { dayColumns } from './dayColumns';
import { marksOn, placeOfMark } from './placeOfMark';

const NOON = Date.parse('2026-11-26T12:00:00.000Z');

describe('marks', () => {
  const columns = dayColumns([], 30, NOON);
  const first = columns[0].day;

  it.each([
    [
      'on the first day',
      `${first}T23:59:59.000Z`,
      undefined,
      { start: 1, length: 5, lead: 0, days: 1 },
    ],
    // Wide enough to be read and hit, so it begins before its day.
    [
      'on the last day',
      '2026-11-26T01:00:00.000Z',
      undefined,
      { start: 26, length: 5, lead: 4, days: 1 },
    ],
    [
      'over ten days',
      '2026-11-10T01:00:00.000Z',
      '2026-11-19T01:00:00.000Z',
      { start: 14, length: 10, lead: 0, days: 10 },
    ],
    [
      'begun before',
      '2026-01-01T00:00:00.000Z',
      `${first}T10:00:00.000Z`,
      { start: 1, length: 5, lead: 0, days: 1 },
    ],
    [
      'ended before',
      '2026-01-01T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
      undefined,
    ],
    ['still to come', '2026-11-27T00:00:00.000Z', undefined, undefined],
  ])('%s', (_, from, to, expected) => {
    expect(placeOfMark({ from, to }, columns)).toEqual(expected);
  });

  it('are told on every day that they last', () => {
    const event = {
      kind: 'business-event' as const,
      title: 'Month end',
      from: '2026-11-24T18:00:00.000Z',
      to: '2026-11-25T06:00:00.000Z',
    };
    const days = columns.filter(({ day }) => marksOn(day, [event]).length > 0);
    expect(days.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-25']);
  });
});
