import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { LegacyPage } from '@plumbline/plugin-odoo-react';

export { isEnvironmentEntity } from '@plumbline/plugin-odoo-react';

const releasesRouteRef = createRouteRef({ id: 'release-status' });
const rolloutsRouteRef = createRouteRef({ id: 'release-status:rollouts' });
const compareRouteRef = createRouteRef({ id: 'release-status:compare' });
const driftRouteRef = createRouteRef({ id: 'release-status:drift' });
const calendarRouteRef = createRouteRef({ id: 'release-status:calendar' });

/** The same pages and parts for an app of the old frontend system. */
export const releaseStatusPlugin = createPlugin({
  id: 'release-status',
  routes: {
    releases: releasesRouteRef,
    rollouts: rolloutsRouteRef,
    compare: compareRouteRef,
    drift: driftRouteRef,
    calendar: calendarRouteRef,
  },
});

/** The matrix and every release; mount it at `/releases`, where the links of all other pages lead. */
export const ReleasesPage = releaseStatusPlugin.provide(
  createRoutableExtension({
    name: 'ReleasesPage',
    mountPoint: releasesRouteRef,
    component: () =>
      import('./ReleasesRouter').then(m => () => (
        <LegacyPage title="Releases">
          <m.ReleasesRouter />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/rollouts`. */
export const RolloutsPage = releaseStatusPlugin.provide(
  createRoutableExtension({
    name: 'RolloutsPage',
    mountPoint: rolloutsRouteRef,
    component: () =>
      import('./RolloutsRouter').then(m => () => (
        <LegacyPage title="Rollouts">
          <m.RolloutsRouter />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/compare`. */
export const ComparePage = releaseStatusPlugin.provide(
  createRoutableExtension({
    name: 'ComparePage',
    mountPoint: compareRouteRef,
    component: () =>
      import('./compare').then(m => () => (
        <LegacyPage title="Compare">
          <m.ComparePage />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/drift`. */
export const DriftPage = releaseStatusPlugin.provide(
  createRoutableExtension({
    name: 'DriftPage',
    mountPoint: driftRouteRef,
    component: () =>
      import('./drift').then(m => () => (
        <LegacyPage title="Drift">
          <m.DriftPage />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/calendar`. */
export const CalendarPage = releaseStatusPlugin.provide(
  createRoutableExtension({
    name: 'CalendarPage',
    mountPoint: calendarRouteRef,
    component: () =>
      import('./calendar').then(m => () => (
        <LegacyPage title="Calendar">
          <m.CalendarPage />
        </LegacyPage>
      )),
  }),
);

/** The Release tab, at the path `/release` of entities that are environments (`isEnvironmentEntity`). */
export const EntityReleaseContent = releaseStatusPlugin.provide(
  createComponentExtension({
    name: 'EntityReleaseContent',
    component: {
      lazy: () => import('./environment').then(m => m.EntityReleaseContent),
    },
  }),
);
