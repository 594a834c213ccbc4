import { clip, formatTick, percentOf, wholeRange } from './timelineModel';

const range = {
  from: Date.parse('2026-11-01T00:00:00Z'),
  to: Date.parse('2026-11-11T00:00:00Z'),
};

describe('timelineModel', () => {
  it.each([
    ['within', '2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z', [10, 10]],
    [
      'over both ends',
      '2026-10-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
      [0, 100],
    ],
    ['a moment', '2026-11-06T00:00:00Z', '2026-11-06T00:00:00Z', [50, 0]],
    ['before', '2026-10-01T00:00:00Z', '2026-10-31T00:00:00Z', undefined],
    ['after', '2026-11-12T00:00:00Z', '2026-11-13T00:00:00Z', undefined],
  ])('cuts a span that lies %s', (_, from, to, expected) => {
    const part = clip({ from, to }, range);
    expect(part && [part.start, part.width]).toEqual(expected);
  });

  it('shows everything from the oldest moment on, and a day of nothing', () => {
    const lane = {
      title: 'Base backups',
      spans: [],
      marks: [
        {
          at: '2026-11-01T00:00:00Z',
          shape: 'check',
          tone: 'ok',
          label: 'full',
        },
      ],
    } as const;
    expect(wholeRange([lane], range.to)).toEqual(range);
    expect(percentOf('2026-11-06T00:00:00Z', wholeRange([], range.to))).toBe(
      -400,
    );
  });

  it('tells the hour of the zone on both sides of a change of the clock', () => {
    expect(formatTick('2026-10-25T00:30:00Z', 'Europe/Dublin')).toBe(
      '25 Oct 01:30',
    );
    expect(formatTick('2026-10-25T01:30:00Z', 'Europe/Dublin')).toBe(
      '25 Oct 01:30',
    );
  });
});
