import { Verdict } from './verdict';
import { verdictAt } from './verdictAt';

const verdict: Verdict = {
  status: 'critical',
  evidence: 'partial',
  coverage: { collected: 18, required: 32 },
  decidedBy: 'web.ready',
  summary: '0 of 2 web pods are available',
  observedAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-11-23T10:05:00.000Z',
  riskAhead: [],
};

describe('verdictAt', () => {
  it('leaves a verdict as it is until it expires', () => {
    const before = new Date('2026-11-23T10:04:59.999Z');
    expect(verdictAt(verdict, before)).toBe(verdict);
    const never = { ...verdict, expiresAt: undefined };
    expect(verdictAt(never, new Date('2027-01-01T00:00:00Z'))).toBe(never);
  });

  it('is unknown and stale from the moment it expires, and says what was known', () => {
    const stale = verdictAt(verdict, new Date('2026-11-23T10:05:00.000Z'));
    expect(stale).toMatchObject({
      status: 'unknown',
      evidence: 'stale',
      coverage: { collected: 0, required: 32 },
      summary: 'Evidence is stale; last known: 0 of 2 web pods are available',
      observedAt: verdict.observedAt,
    });
    expect(stale.decidedBy).toBeUndefined();
    const later = new Date('2026-11-23T11:00:00.000Z');
    expect(verdictAt(stale, later).summary).toBe(stale.summary);
  });
});
