import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  answer,
  fetchApi,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { ChangesPage, MyChanges } from './legacy';

registerOdooServer();

it('has the same pages, with their frame, and parts in an app of the old frontend system', async () => {
  answer('GET /changes', () => ({ items: [], total: 0 }));
  await renderInTestApp(
    <TestApiProvider apis={[fetchApi]}>
      <Routes>
        <Route path="/changes" element={<ChangesPage />} />
      </Routes>
      <MyChanges />
    </TestApiProvider>,
    { routeEntries: ['/changes'] },
  );
  expect(
    await screen.findByRole(
      'heading',
      { name: 'Changes' },
      { timeout: 20_000 },
    ),
  ).toBeVisible();
  expect(await screen.findByText('No changes yet')).toBeVisible();
  expect(await screen.findByText('You have proposed no change')).toBeVisible();
});
