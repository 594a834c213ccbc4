import { CHANGE_KINDS } from '@plumbline/plugin-odoo-common';
import { ChangeRecord } from '../../change/ChangeRecord';
import { passesUntil } from './passesUntil';

const NOW = new Date('2026-11-26T12:00:00.000Z');
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
  const found = passesUntil(record(over), now);
  return found && new Date(found).toISOString();
};

describe('passesUntil', () => {
  it('opens a freeze for what has to happen, and for nothing that can wait: a restore test nobody approves', () => {
    const kinds = CHANGE_KINDS.filter(kind => until({ kind }) !== undefined);
    expect(kinds).toEqual(['create', 'roll-back', 'restore', 'decommission']);
  });

  it('opens one for the update that brings back what a series upgrade stopped', () => {
    const back = passesUntil(record({ kind: 'update' }), NOW, true);
    expect(back).toBe(Date.parse('2026-11-27T10:00:00.000Z'));
  });

  it('counts from the commit, however long ago the change was decided', () => {
    expect(until({ kind: 'roll-back' })).toBe('2026-11-27T10:00:00.000Z');
  });

  it('leaves time for a commit that is still to come, and says the same all day long', () => {
    const waiting = {
      kind: 'roll-back',
      state: 'approved',
      timeline: record({}).timeline.slice(0, 1),
    };
    expect(until(waiting)).toBe('2026-11-28T00:00:00.000Z');
    const late = new Date('2026-11-26T23:59:59.000Z');
    expect(until(waiting, late)).toBe(until(waiting));
  });
});
