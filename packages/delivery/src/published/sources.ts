import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Packed } from './packPlugins';

/** A module that imports every entry that the packages export, so that the compiler reads their declarations. */
export function everyEntry(packages: Packed[]): string {
  const entries = packages.flatMap(({ name, folder }) => {
    const manifest = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    return Object.keys(manifest.exports ?? { '.': '' })
      .filter(entry => entry !== './package.json')
      .map(entry => name + entry.slice(1));
  });
  return [
    ...entries.map((entry, index) => `import * as m${index} from '${entry}';`),
    `export const everyEntry = [${entries.map((_, index) => `m${index}`)}];`,
  ].join('\n');
}

/** An app of the old frontend system with the pages of `./legacy`. */
export const LEGACY_APP = `
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { ChangesPage } from '@plumbline/plugin-change-control/legacy';
import { RecoveryPage } from '@plumbline/plugin-dr-readiness/legacy';
import {
  CalendarPage,
  ComparePage,
  DriftPage,
  ReleasesPage,
  RolloutsPage,
} from '@plumbline/plugin-release-status/legacy';
import { SourcesPage, TenantsPage } from '@plumbline/plugin-tenant-health/legacy';
import ReactDOM from 'react-dom/client';
import { Route } from 'react-router-dom';

const Root = createApp().createRoot(
  <AppRouter>
    <FlatRoutes>
      <Route path="/tenants" element={<TenantsPage />} />
      <Route path="/sources" element={<SourcesPage />} />
      <Route path="/changes" element={<ChangesPage />} />
      <Route path="/releases" element={<ReleasesPage />} />
      <Route path="/rollouts" element={<RolloutsPage />} />
      <Route path="/compare" element={<ComparePage />} />
      <Route path="/drift" element={<DriftPage />} />
      <Route path="/calendar" element={<CalendarPage />} />
      <Route path="/recovery" element={<RecoveryPage />} />
    </FlatRoutes>
  </AppRouter>,
);
ReactDOM.createRoot(document.getElementById('root')!).render(<Root />);
`;
