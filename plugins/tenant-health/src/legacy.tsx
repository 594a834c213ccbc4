import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { LegacyPage } from '@plumbline/plugin-odoo-react';

export { isEnvironmentEntity } from '@plumbline/plugin-odoo-react';

const tenantsRouteRef = createRouteRef({ id: 'tenant-health' });
const sourcesRouteRef = createRouteRef({ id: 'tenant-health:sources' });
const goldenPathRouteRef = createRouteRef({ id: 'tenant-health:golden-path' });

/** The same pages and parts for an app of the old frontend system. */
export const tenantHealthPlugin = createPlugin({
  id: 'tenant-health',
  routes: {
    tenants: tenantsRouteRef,
    sources: sourcesRouteRef,
    goldenPath: goldenPathRouteRef,
  },
});

/** The fleet; mount it at `/tenants`, where the links of all other pages lead. */
export const TenantsPage = tenantHealthPlugin.provide(
  createRoutableExtension({
    name: 'TenantsPage',
    mountPoint: tenantsRouteRef,
    component: () =>
      import('./fleet').then(m => () => (
        <LegacyPage title="Tenants">
          <m.TenantsPage />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/sources`. */
export const SourcesPage = tenantHealthPlugin.provide(
  createRoutableExtension({
    name: 'SourcesPage',
    mountPoint: sourcesRouteRef,
    component: () =>
      import('./sources').then(m => () => (
        <LegacyPage title="Sources">
          <m.SourcesPage />
        </LegacyPage>
      )),
  }),
);

/** Mount it at `/golden-path`. */
export const GoldenPathPage = tenantHealthPlugin.provide(
  createRoutableExtension({
    name: 'GoldenPathPage',
    mountPoint: goldenPathRouteRef,
    component: () =>
      import('./goldenPath').then(m => () => (
        <LegacyPage title="Golden path">
          <m.GoldenPathPage />
        </LegacyPage>
      )),
  }),
);

/** The Health tab, at the path `/health` of entities that are environments (`isEnvironmentEntity`). */
export const EntityHealthContent = tenantHealthPlugin.provide(
  createComponentExtension({
    name: 'EntityHealthContent',
    component: {
      lazy: () => import('./health').then(m => m.EntityHealthContent),
    },
  }),
);

/** For a home page. */
export const FleetAtAGlance = tenantHealthPlugin.provide(
  createComponentExtension({
    name: 'FleetAtAGlance',
    component: { lazy: () => import('./home').then(m => m.FleetAtAGlance) },
  }),
);

/** For a home page. */
export const MyEnvironments = tenantHealthPlugin.provide(
  createComponentExtension({
    name: 'MyEnvironments',
    component: { lazy: () => import('./home').then(m => m.MyEnvironments) },
  }),
);

/** For a home page. */
export const IncidentsByCause = tenantHealthPlugin.provide(
  createComponentExtension({
    name: 'IncidentsByCause',
    component: { lazy: () => import('./home').then(m => m.IncidentsByCause) },
  }),
);
