/**
 * @jest-environment @backstage/cli/config/jest-environment-jsdom
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { prepareSpecializedApp } from '@backstage/frontend-app-api';
import {
  OverridableFrontendPlugin,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import appPlugin from '@backstage/plugin-app';
import changeControl from '@plumbline/plugin-change-control';
import drReadiness from '@plumbline/plugin-dr-readiness';
import releaseStatus from '@plumbline/plugin-release-status';
import tenantHealth from '@plumbline/plugin-tenant-health';
import { PAGES, TABS } from './pages';

jest.setTimeout(60_000);

const PLUGINS: readonly OverridableFrontendPlugin[] = [
  changeControl,
  drReadiness,
  releaseStatus,
  tenantHealth,
];
const PLUGIN_FOLDERS = resolve(__dirname, '../../../plugins');

/** Paths of a plugin's extensions of one kind, as they are registered. */
function pathsOf(plugin: OverridableFrontendPlugin, kind: string): string[] {
  const { tree } = prepareSpecializedApp({
    features: [appPlugin, plugin],
  }).getBootstrapApp();
  return [...tree.nodes.keys()]
    .filter(id => id.startsWith(`${kind}:${plugin.id}`))
    .map(id =>
      createExtensionTester(plugin.getExtension(id)).get(
        coreExtensionData.routePath,
      ),
    )
    .filter(path => path !== undefined);
}

/** What lies below a page: its router bears its name, `ReleasesRouter` is that of `/releases`. */
function routesBelowPages(): string[] {
  return readdirSync(PLUGIN_FOLDERS, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('Router.tsx') && !file.includes('modules'))
    .flatMap(file => {
      const page = basename(file, 'Router.tsx')
        .replace(/(?!^)([A-Z])/g, '-$1')
        .toLowerCase();
      const text = readFileSync(join(PLUGIN_FOLDERS, file), 'utf8');
      return [...text.matchAll(/<Route path="\/(.+?)"/g)].map(
        ([, below]) => `/${page}/${below}`,
      );
    });
}

// A page that is not listed is never looked at by axe, on a narrow screen or in the dark.
it('lists every page and every tab that the plugins bring', () => {
  const pages = PLUGINS.flatMap(plugin => pathsOf(plugin, 'page'));
  expect(pages.length).toBeGreaterThan(10);
  expect(Object.keys(PAGES).sort()).toEqual(
    ['/', ...pages, ...routesBelowPages()].sort(),
  );
  const tabs = PLUGINS.flatMap(plugin => pathsOf(plugin, 'entity-content'));
  expect([...TABS].sort()).toEqual(tabs.sort());
});
