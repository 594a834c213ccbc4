import { render, screen } from '@testing-library/react';
import { GateResult } from '@plumbline/plugin-odoo-common';
import { GateList } from './GateList';

const gate = (change: Partial<GateResult>): GateResult => ({
  id: 'schema',
  title: 'Schemas',
  verdict: 'pass',
  summary: '14 of 14 objects pass',
  evidence: [],
  ...change,
});

it('keeps the order and shows at once the evidence of what does not pass', () => {
  render(
    <GateList
      gates={[
        gate({ evidence: [{ title: 'Deployment web', verdict: 'pass' }] }),
        gate({
          id: 'policy',
          title: 'Policies',
          verdict: 'fail',
          summary: '1 of 4 policies denies',
          evidence: [
            {
              title: 'images-by-digest',
              verdict: 'fail',
              detail: 'web uses a tag',
              link: 'policies/images-by-digest.yaml',
            },
          ],
        }),
        gate({ id: 'quota', title: 'Quota', verdict: 'blocked' }),
      ]}
    />,
  );
  const gates = screen
    .getAllByRole('listitem')
    .filter(item => item.closest('ol') === item.parentElement);
  expect(gates.map(item => item.textContent)).toEqual([
    expect.stringMatching(/^passSchemas/),
    expect.stringMatching(/^failPolicies/),
    expect.stringMatching(/^blocked, could not be evaluatedQuota/),
  ]);
  expect(screen.getByText('web uses a tag')).toBeVisible();
  expect(screen.getByText('Deployment web')).not.toBeVisible();
  // A path in the repository is not a link of this site.
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});
