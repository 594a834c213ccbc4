import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { recoveryListSchema } from '@plumbline/plugin-odoo-common';
import {
  answer,
  fetchApi,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { RecoveryPage } from './legacy';

registerOdooServer();

it('has the same page, with its frame, in an app of the old frontend system', async () => {
  answer('GET /choices', () => new Response(undefined, { status: 403 }));
  answer('GET /recovery', () =>
    recoveryListSchema.parse({
      items: [],
      total: 0,
      counts: {
        good: 0,
        fair: 0,
        poor: 0,
        unknown: 0,
        'not-applicable': 0,
      },
      average: null,
    }),
  );
  await renderInTestApp(
    <TestApiProvider apis={[fetchApi]}>
      <Routes>
        <Route path="/recovery" element={<RecoveryPage />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/recovery'] },
  );
  expect(
    await screen.findByRole(
      'heading',
      { name: 'Recovery' },
      { timeout: 20_000 },
    ),
  ).toBeVisible();
  expect(await screen.findByText('No recovery is known yet')).toBeVisible();
});
