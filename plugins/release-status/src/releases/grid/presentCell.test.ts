import {
  DEPLOYMENT_OUTCOMES,
  EVIDENCE_STATES,
  VERDICT_STATUSES,
} from '@plumbline/plugin-odoo-common';
import { cellOf } from '../../__testUtils__/matrix';
import { marksOf } from './presentCell';

const all = DEPLOYMENT_OUTCOMES.flatMap(outcome =>
  VERDICT_STATUSES.flatMap(verdict =>
    EVIDENCE_STATES.map(evidence => cellOf({ outcome, verdict, evidence })),
  ),
);

describe('marksOf', () => {
  it('is green for what was verified and is well on fresh evidence, and for nothing else', () => {
    const green = all.filter(cell =>
      marksOf(cell).some(({ tone }) => tone === 'ok'),
    );
    expect(
      green.map(({ outcome, verdict, evidence }) => [
        outcome,
        verdict,
        evidence,
      ]),
    ).toEqual([['verified', 'ok', 'fresh']]);
  });

  it('says how it is now wherever that is not plainly ok', () => {
    const words = (cell: ReturnType<typeof cellOf>) =>
      marksOf(cell).map(({ word }) => word);
    expect(words(cellOf({ verdict: 'critical' }))).toContain('critical');
    expect(words(cellOf({ evidence: 'stale' }))).toContain('stale, was ok');
    expect(words(cellOf({ evidence: 'missing' }))).toContain(
      'unknown, no evidence',
    );
  });

  it('tells a change that is held back from one that is on its way', () => {
    const pendingChange = { id: 'chg-1', kind: 'promote', state: 'approved' };
    const last = (cell: ReturnType<typeof cellOf>) => marksOf(cell).at(-1);
    expect(last(cellOf({ pendingChange }))?.word).toBe('promote pending');
    expect(
      last(cellOf({ pendingChange, blockedBy: 'Ring: soaks' })),
    ).toMatchObject({ shape: 'barrier', word: 'blocked' });
  });
});
