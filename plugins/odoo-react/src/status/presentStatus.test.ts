import {
  EVIDENCE_STATES,
  OBSERVED_STATUSES,
} from '@plumbline/plugin-odoo-common';
import { presentStatus } from './presentStatus';

const all = OBSERVED_STATUSES.flatMap(status =>
  EVIDENCE_STATES.map(evidence => ({ status, evidence })),
);

describe('presentStatus', () => {
  it('is green for ok on fresh evidence and for nothing else', () => {
    const green = all.filter(
      ({ status, evidence }) => presentStatus(status, evidence).tone === 'ok',
    );
    expect(green).toEqual([{ status: 'ok', evidence: 'fresh' }]);
  });

  it('tells different things by different shapes and words, without colour', () => {
    const seen = new Map<string, string>();
    for (const { status, evidence } of all) {
      const { shape, word } = presentStatus(status, evidence);
      const base = word.split(',')[0];
      expect(seen.get(shape) ?? base).toBe(base);
      seen.set(shape, base);
    }
    const ok = presentStatus('ok');
    const partial = presentStatus('ok', 'partial');
    expect(partial.word).toBe('ok, partial');
    expect(partial.shape).not.toBe(ok.shape);
  });

  it('counts what rests on stale or missing evidence as unknown, except critical', () => {
    for (const status of OBSERVED_STATUSES) {
      const expected = status === 'critical' ? 'critical' : 'unknown';
      expect(presentStatus(status, 'stale').tone).toBe(expected);
      expect(presentStatus(status, 'missing').tone).toBe(expected);
    }
    expect(presentStatus('ok', 'stale').word).toBe('stale, was ok');
    expect(presentStatus('unknown', 'stale').word).toBe('stale');
  });
});
