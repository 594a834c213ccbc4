import { verdictOf } from './policyGate';

describe('the verdict on policies', () => {
  it('takes policies that reach no object for no consent, except where objects only go', () => {
    expect(verdictOf([], 4, false).verdict).toBe('blocked');
    expect(verdictOf([], 4, true).verdict).toBe('pass');
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
