import { heldUntil } from './heldUntil';

const NOW = new Date('2026-11-23T23:59:59Z');

it.each([
  [undefined, undefined],
  ['none', undefined],
  ['2026-11-22', undefined],
  // The day itself counts whole.
  ['2026-11-23', '2026-11-23'],
  ['2027-01-31', '2027-01-31'],
])('an environment with hold %s is held until %s', (hold, expected) => {
  expect(heldUntil({ hold }, NOW)).toBe(expected);
});
