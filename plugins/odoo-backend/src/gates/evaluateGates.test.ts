import { PreparedChange } from '../change/propose';
import { evaluateGates } from './evaluateGates';
import { Gate } from './Gate';

const passing: Gate = {
  id: 'tier',
  evaluate: async () => ({ verdict: 'pass', summary: 'fine', evidence: [] }),
};
const throwing: Gate = {
  id: 'policy',
  evaluate: async () => {
    throw new Error('out of order');
  },
};
const rendering = (files: Record<string, string>) =>
  ({
    kind: 'create',
    rendered: new Map(Object.entries(files)),
    touched: new Map(Object.entries(files)),
    base: new Map(),
  } as unknown as PreparedChange);

describe('evaluateGates', () => {
  it('blocks a gate that throws, with the reason, and evaluates the others', async () => {
    const results = await evaluateGates([throwing, passing], rendering({}));
    expect(results).toMatchObject([
      {
        id: 'policy',
        verdict: 'blocked',
        summary: 'Could not be evaluated: out of order',
      },
      { id: 'tier', verdict: 'pass' },
    ]);
  });

  it('blocks every gate when a file holds something that is no Kubernetes object', async () => {
    const path = 'environments/a/qa/manifests/x.yaml';
    const results = await evaluateGates(
      [passing],
      rendering({ [path]: 'kind: Service\n' }),
    );
    expect(results).toMatchObject([
      { verdict: 'blocked', summary: expect.stringContaining(path) },
    ]);
  });
});
