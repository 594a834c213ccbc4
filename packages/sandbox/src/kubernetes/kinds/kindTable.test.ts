import { RENDERED_KINDS } from '@plumbline/plugin-odoo-golden-path';
import { clusterKinds } from './clusterKinds';

describe('the kinds of a sandbox cluster', () => {
  it('have each kind that the golden path renders', () => {
    const served = clusterKinds.kinds.map(
      ({ group, kind }) => `${group}/${kind}`,
    );
    expect(served).toEqual(expect.arrayContaining([...RENDERED_KINDS]));
  });
});
