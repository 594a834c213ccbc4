import { hasExpired } from './hasExpired';

const entity = (timeZone: string) => ({
  id: timeZone,
  timeZone,
  calendar: 'x',
});
const DUBLIN = entity('Europe/Dublin');
const KOLKATA = entity('Asia/Kolkata');

describe('hasExpired', () => {
  it.each([
    ['never', [DUBLIN], '2030-01-01T00:00:00Z', false],
    ['2026-11-22', [DUBLIN], '2026-11-22T23:59:59Z', false],
    ['2026-11-22', [DUBLIN], '2026-11-23T00:00:00Z', true],
    // It is the next day there already, and not yet where the others are.
    ['2026-11-22', [KOLKATA], '2026-11-22T19:00:00Z', true],
    ['2026-11-22', [KOLKATA, DUBLIN], '2026-11-22T19:00:00Z', false],
  ])('%s of %j at %s: %s', (expires, legalEntities, now, expired) => {
    expect(hasExpired({ expires, legalEntities }, new Date(now))).toBe(expired);
  });
});
