import fc from 'fast-check';
import { EVIDENCE_STATES } from '@plumbline/plugin-odoo-common';
import { presentScore } from './presentScore';

describe('presentScore', () => {
  it('is green for a good score on fresh evidence and for nothing else, grey for what is not known', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 0, max: 100 })),
        fc.constantFrom(...EVIDENCE_STATES),
        fc.boolean(),
        (score, evidence, applies) => {
          const { tone, word } = presentScore({ score, evidence, applies });
          const isGood = applies && score !== null && score >= 80;
          expect(tone === 'ok').toBe(isGood && evidence === 'fresh');
          const isKnown =
            score !== null && ['fresh', 'partial'].includes(evidence);
          expect(tone === 'unknown').toBe(applies && !isKnown);
          expect(word).toMatch(/good|fair|poor|unknown|stale|not applicable/);
        },
      ),
    );
  });

  it.each([
    [{ score: 92, evidence: 'fresh' }, 'filled-circle 92 good'],
    [{ score: 92, evidence: 'partial' }, 'triangle 92 fair, partial'],
    [{ score: 79, evidence: 'fresh' }, 'triangle 79 fair'],
    [{ score: 49, evidence: 'partial' }, 'octagon 49 poor, partial'],
    [{ score: 92, evidence: 'stale' }, 'hatched-circle stale'],
    [{ score: null, evidence: 'missing' }, 'dashed-circle unknown'],
  ] as const)('shows %j as %s', (of, expected) => {
    const { shape, word } = presentScore({ ...of, applies: true });
    expect(`${shape} ${word}`).toBe(expected);
  });
});
