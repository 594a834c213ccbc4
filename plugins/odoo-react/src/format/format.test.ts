import {
  formatCost,
  formatCount,
  formatDuration,
  formatInZoneAndUtc,
  formatInstant,
  formatIsoDuration,
  formatMebibytes,
  formatMonthlyCost,
  formatQuantity,
  formatRelative,
} from '.';

const at = '2026-11-26T18:00:05.000Z';
const after = (seconds: number) => Date.parse(at) + seconds * 1000;

describe('formatRelative', () => {
  it.each([
    [0, '0 s ago'],
    [59.9, '59 s ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [26 * 3600, '1 d ago'],
    [-6 * 86400, 'in 6 d'],
  ])('%s seconds later says %s', (seconds, expected) => {
    expect(formatRelative(at, after(seconds))).toBe(expected);
  });
});

describe('formatInstant', () => {
  it('names the zone, so that a time is never read in another one', () => {
    expect(formatInstant(at, 'Europe/Dublin')).toBe(
      '26 Nov 2026, 18:00:05 GMT (Europe/Dublin)',
    );
    expect(formatInstant(at, 'UTC')).toBe('26 Nov 2026, 18:00:05 UTC');
    expect(formatInstant(at, 'Australia/Sydney')).toMatch(
      /^27 Nov 2026, 05:00:05 .* \(Australia\/Sydney\)$/,
    );
  });

  it("is in the viewer's zone unless told otherwise", () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(formatInstant(at)).toBe(formatInstant(at, timeZone));
  });
});

describe('formatDuration', () => {
  it.each([
    [-5, '< 1 s'],
    [999, '< 1 s'],
    [1000, '1 s'],
    [245_000, '4 min 5 s'],
    [7_200_000, '2 h'],
    [97_200_000, '1 d 3 h'],
  ])('%s ms is %s', (milliseconds, expected) => {
    expect(formatDuration(milliseconds)).toBe(expected);
  });

  it.each([
    ['PT4H', '4 h'],
    ['PT15M', '15 min'],
    ['P1DT12H', '1 d 12 h'],
    ['P3M', 'P3M'],
  ])('reads %s as %s', (duration, expected) => {
    expect(formatIsoDuration(duration)).toBe(expected);
  });
});

describe('quantities and cost', () => {
  it('carries units and names the currency', () => {
    expect(formatMebibytes(768)).toBe('768 MiB');
    expect(formatMebibytes(1536)).toBe('1.5 GiB');
    expect(formatQuantity(97.23456, '%')).toBe('97.235 %');
    expect(formatQuantity('3 of 3')).toBe('3 of 3');
    expect(formatCost({ amount: 1234.5, currency: 'EUR' })).toBe(
      'EUR 1,234.50',
    );
    expect(formatMonthlyCost({ amount: 80, currency: 'USD' })).toBe(
      'USD 80.00 / month',
    );
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0 pods'],
    [1, '1 pod'],
    [1200, '1,200 pods'],
  ])('%s', (count, expected) => {
    expect(formatCount(count, 'pod')).toBe(expected);
  });
});

describe('formatInZoneAndUtc', () => {
  it.each([
    ['Europe/Dublin', '26 Nov 2026, 14:05:00 GMT (UTC)'],
    ['Europe/Berlin', '26 Nov 2026, 15:05:00 CET (14:05:00 UTC)'],
    [
      'Australia/Sydney',
      '27 Nov 2026, 01:05:00 GMT+11 (26 Nov 2026, 14:05:00 UTC)',
    ],
    ['UTC', '26 Nov 2026, 14:05:00 UTC'],
    [undefined, '26 Nov 2026, 14:05:00 UTC'],
  ])('in %s', (zone, expected) => {
    expect(formatInZoneAndUtc('2026-11-26T14:05:00.000Z', zone)).toBe(expected);
  });
});
