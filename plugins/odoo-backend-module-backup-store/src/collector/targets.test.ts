import { DEFAULT_TIERS } from '@plumbline/plugin-odoo-common';
import { longestInterval, targetsOf } from './targets';

describe('What a repository is measured against', () => {
  const HOUR = 3600;
  it.each([
    [1, 'database', 'barman', 300, 12 * HOUR],
    [2, 'database', 'pgbackrest', 900, 48 * HOUR],
    [3, 'database', 'odoo-zip', 24 * HOUR, 26 * HOUR],
    [1, 'filestore', 'filestore', 900, 900],
  ] as const)('tier %i, %s by %s', (tier, role, format, rpo, age) => {
    expect(targetsOf(DEFAULT_TIERS[tier], role, format)).toEqual({
      rpoSeconds: rpo,
      maxBackupAgeSeconds: age,
    });
  });

  it.each([
    ['0 0 */6 * * *', 6 * HOUR],
    ['0 30 1 * * *', 24 * HOUR],
    ['0 0 22 * * 1-5', 72 * HOUR],
    ['0 0 3 * * 0', 168 * HOUR],
  ])('the longest pause of %s is %i s', (schedule, seconds) => {
    expect(longestInterval(schedule)).toBe(seconds);
  });
});
