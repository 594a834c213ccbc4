import { CHANGE_KINDS } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../../change/ChangeRecord';
import { passesUntil } from './passesUntil';

const NOW = new Date('2026-11-26T12:00:00.000Z');
/** Within an hour of the commit. */
const SOON = new Date('2026-11-26T10:30:00.000Z');
const HOUR_MS = 3_600_000;
const record = (over: object) =>
  ({
    state: 'reconciling',
    overrides: [],
    approvals: [
      { at: '2026-11-20T09:00:00.000Z', valid: true, approver: 'mia' },
    ],
    createdAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-26T11:59:00.000Z',
    timeline: [
      { state: 'proposed', at: '2026-11-20T08:00:00.000Z' },
      { state: 'applied', at: '2026-11-26T10:00:00.000Z' },
    ],
    ...over,
  } as unknown as ChangeRecord);
const until = (over: object, now = NOW) => {
  const found = passesUntil(record(over), { now, lengthMs: HOUR_MS });
  return found && new Date(found).toISOString();
};

describe('passesUntil', () => {
  it('opens a freeze for what has to happen, and for nothing that can wait: a restore test nobody approves', () => {
    const kinds = CHANGE_KINDS.filter(kind => until({ kind }) !== undefined);
    expect(kinds).toEqual(['create', 'roll-back', 'restore', 'decommission']);
    expect(until({ kind: 'roll-back', state: 'done' })).toBeUndefined();
  });

  it('opens one for the update that brings back what a series upgrade stopped', () => {
    const back = passesUntil(record({ kind: 'update' }), {
      now: SOON,
      lengthMs: HOUR_MS,
      goesBack: true,
    });
    expect(back).toBe(Date.parse('2026-11-26T11:00:00.000Z'));
  });

  it('counts from the commit as long as the change takes, however long ago it was decided', () => {
    expect(until({ kind: 'roll-back' }, SOON)).toBe('2026-11-26T11:00:00.000Z');
  });

  it('goes on for hours at a time while what has to happen is late, and for a day at most', () => {
    const at = (now: string) => until({ kind: 'roll-back' }, new Date(now));
    expect(at('2026-11-26T11:00:00.000Z')).toBe('2026-11-26T12:00:00.000Z');
    expect(at('2026-11-26T12:00:00.000Z')).toBe('2026-11-26T16:00:00.000Z');
    // Renewed before it ends, by what a cluster needs to take it up.
    expect(at('2026-11-26T10:45:00.000Z')).toBe('2026-11-26T12:00:00.000Z');
    expect(at('2026-11-26T15:45:00.000Z')).toBe('2026-11-26T20:00:00.000Z');
    const end = '2026-11-27T10:00:00.000Z';
    expect(at('2026-11-27T09:00:00.000Z')).toBe(end);
    expect(at('2026-11-29T09:00:00.000Z')).toBe(end);
  });

  it('ends with the override before the commit, and after it once the change has had its time: a migration is not held amid its way', () => {
    const overridden = (state: string, end: string) =>
      until({
        kind: 'update',
        state,
        overrides: [{ gate: 'calendar', valid: true, until: end }],
      });
    const late = '2026-11-27T18:00:00.000Z';
    expect(overridden('approved', late)).toBe(late);
    expect(overridden('reconciling', late)).toBe('2026-11-26T11:00:00.000Z');
    const soon = '2026-11-26T10:30:00.000Z';
    expect(overridden('reconciling', soon)).toBe('2026-11-26T11:00:00.000Z');
    const over = '2026-11-26T09:30:00.000Z';
    expect(overridden('reconciling', over)).toBeUndefined();
  });

  it('leaves time for a commit that is still to come, and says the same for hours', () => {
    const waiting = {
      kind: 'roll-back',
      state: 'approved',
      timeline: record({}).timeline.slice(0, 1),
    };
    expect(until(waiting)).toBe('2026-11-26T17:00:00.000Z');
    const late = new Date('2026-11-26T15:44:59.000Z');
    expect(until(waiting, late)).toBe(until(waiting));
    // A second commit that nobody makes possible is no pass for ever.
    const second = (at: string) => ({
      kind: 'decommission',
      conclusion: { outcome: 'passed', at },
    });
    expect(until(second('2026-11-26T11:00:00.000Z'))).toBe(
      '2026-11-26T17:00:00.000Z',
    );
    expect(until(second('2026-11-20T11:00:00.000Z'))).toBe(
      '2026-11-21T12:00:00.000Z',
    );
  });
});
