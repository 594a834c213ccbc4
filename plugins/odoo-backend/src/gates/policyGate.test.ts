import { verdictOf } from './policyGate';

describe('the verdict on policies', () => {
  it('takes policies that reach no object for no consent, except where objects only go', () => {
    expect(verdictOf([], 4, false).verdict).toBe('blocked');
    expect(verdictOf([], 4, true).verdict).toBe('pass');
  });

  it('does not take the way to an environment for what is in it', () => {
    const judged = (object: string, verdict: 'pass' | 'not-matched') => ({
      policy: 'roots-apply-entries',
      object,
      verdict,
      message: '',
    });
    const entry = judged('Application/argocd/rail-production', 'pass');
    const left = judged('Deployment/odoo-rail-production/web', 'not-matched');
    expect(verdictOf([entry, left], 4, false).verdict).toBe('blocked');
    expect(verdictOf([entry], 4, false).verdict).toBe('pass');
    const held = { ...left, verdict: 'pass' as const };
    expect(verdictOf([entry, held], 4, false).verdict).toBe('pass');
  });

  it('holds a policy on removals like any other', () => {
    const forbidden = {
      policy: 'keep-namespaces',
      object: 'Namespace/odoo-x',
      verdict: 'fail' as const,
      message: 'it stays',
    };
    expect(verdictOf([forbidden], 4, true).verdict).toBe('fail');
  });
});
