import { screen, waitFor } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Source } from '@plumbline/plugin-odoo-common';
import { RefreshButton } from './RefreshButton';

const source: Source = {
  collector: 'kubernetes',
  scope: 'north-1',
  title: 'Cluster north-1',
  running: false,
};

// In a file of its own: what a permission came to is kept over the tests of a file.
it('says beforehand who may not refresh, and that a run is under way', async () => {
  renderInTestApp(
    <>
      <RefreshButton source={source} onRefreshed={() => {}} />
      <RefreshButton
        source={{ ...source, running: true }}
        onRefreshed={() => {}}
      />
    </>,
    {
      apis: [mockApis.permission({ authorize: () => AuthorizeResult.DENY })],
    },
  );
  const [denied, busy] = await screen.findAllByRole('button', {
    name: /^(Refresh|Running) Cluster north-1$/,
  });
  await waitFor(() =>
    expect(denied).toHaveAccessibleDescription(
      'Your role does not include odoo.source.refresh.',
    ),
  );
  expect(denied).toBeDisabled();
  expect(busy).toHaveAccessibleDescription('It runs now.');
});
