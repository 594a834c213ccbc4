import { StoredBackup } from '@plumbline/plugin-odoo-common';
import { age } from './age';
import { damageSeverity, judgeBackups } from './judgeBackups';

const NOW = new Date('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const TARGETS = { rpoSeconds: 900, maxBackupAgeSeconds: 24 * 3600 };

const backup = (
  status: StoredBackup['status'],
  hoursAgo: number,
): StoredBackup => ({
  id: `${status}-${hoursAgo}`,
  kind: 'full',
  status,
  startedAt: new Date(NOW.getTime() - (hoursAgo + 1) * HOUR).toISOString(),
  finishedAt: new Date(NOW.getTime() - hoursAgo * HOUR).toISOString(),
  sizeBytes: 1,
});

describe('judgeBackups', () => {
  it.each([
    ['one that is fresh', true, [backup('usable', 24)], []],
    [
      'one that is late, with WAL',
      true,
      [backup('usable', 100)],
      ['degraded backup-too-old'],
    ],
    [
      'a dump that is late',
      false,
      [backup('usable', 25)],
      ['degraded backup-too-old'],
    ],
    [
      'a dump that is twice as late',
      false,
      [backup('usable', 49)],
      ['critical backup-too-old'],
    ],
    ['none', true, [], ['critical no-usable-backup']],
    [
      'only damaged ones',
      true,
      [backup('damaged', 1)],
      ['critical no-usable-backup'],
    ],
    [
      'one that nobody could read',
      true,
      [backup('unknown', 1), backup('damaged', 2)],
      ['unknown no-usable-backup'],
    ],
    [
      'a failure since the last success',
      true,
      [backup('usable', 5), backup('failed', 1)],
      ['degraded backup-failed'],
    ],
    [
      'a failure before it',
      true,
      [backup('failed', 5), backup('usable', 1)],
      ['info backup-failed'],
    ],
  ])('%s', (_, continuous, backups, expected) => {
    const findings = judgeBackups(backups, TARGETS, NOW, { continuous });
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
      expected,
    );
  });
});

describe('damageSeverity', () => {
  it('is critical where a restore would begin', () => {
    const damaged = backup('damaged', 5);
    expect(damageSeverity(damaged, [damaged, backup('usable', 6)])).toBe(
      'critical',
    );
    expect(damageSeverity(damaged, [damaged, backup('usable', 4)])).toBe(
      'degraded',
    );
    expect(damageSeverity(damaged, [damaged])).toBe('critical');
  });
});

describe('age', () => {
  it.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [900, '15 min'],
    [25_200, '7 h'],
    [90_061, '1 d 1 h'],
    [86_460, '1 d'],
    [-5, '0 s'],
  ])('%d seconds are %s', (seconds, expected) => {
    expect(age(seconds)).toBe(expected);
  });
});
