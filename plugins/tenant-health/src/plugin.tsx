import DnsIcon from '@material-ui/icons/Dns';
import LinearScaleIcon from '@material-ui/icons/LinearScale';
import SettingsInputAntennaIcon from '@material-ui/icons/SettingsInputAntenna';
import StorageIcon from '@material-ui/icons/Storage';
import {
  OverridableFrontendPlugin,
  PageBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ENVIRONMENT_ENTITIES } from '@plumbline/plugin-odoo-react';
import { homeWidgets } from './home/widgets';
import {
  databaseServersRouteRef,
  goldenPathRouteRef,
  sourcesRouteRef,
  tenantsRouteRef,
} from './routes';

const tenantsPage = PageBlueprint.make({
  params: {
    path: '/tenants',
    title: 'Tenants',
    icon: <DnsIcon />,
    routeRef: tenantsRouteRef,
    loader: () => import('./fleet').then(m => <m.TenantsPage />),
  },
});

const sourcesPage = PageBlueprint.make({
  name: 'sources',
  params: {
    path: '/sources',
    title: 'Sources',
    icon: <SettingsInputAntennaIcon />,
    routeRef: sourcesRouteRef,
    loader: () => import('./sources').then(m => <m.SourcesPage />),
  },
});

const goldenPathPage = PageBlueprint.make({
  name: 'golden-path',
  params: {
    path: '/golden-path',
    title: 'Golden path',
    icon: <LinearScaleIcon />,
    routeRef: goldenPathRouteRef,
    loader: () => import('./goldenPath').then(m => <m.GoldenPathPage />),
  },
});

const databaseServersPage = PageBlueprint.make({
  name: 'database-servers',
  params: {
    path: '/database-servers',
    title: 'Database servers',
    icon: <StorageIcon />,
    routeRef: databaseServersRouteRef,
    loader: () =>
      import('./databaseServers').then(m => <m.DatabaseServersRouter />),
  },
});

const healthContent = EntityContentBlueprint.make({
  name: 'health',
  params: {
    path: '/health',
    title: 'Health',
    filter: ENVIRONMENT_ENTITIES,
    loader: () => import('./health').then(m => <m.EntityHealthContent />),
  },
});

/** The fleet at /tenants, the sources at /sources, and the Health tab of every environment. */
export const tenantHealthPlugin: OverridableFrontendPlugin =
  createFrontendPlugin({
    pluginId: 'tenant-health',
    info: { packageJson: () => import('../package.json') },
    routes: {
      tenants: tenantsRouteRef,
      sources: sourcesRouteRef,
      goldenPath: goldenPathRouteRef,
      databaseServers: databaseServersRouteRef,
    },
    extensions: [
      tenantsPage,
      sourcesPage,
      goldenPathPage,
      databaseServersPage,
      healthContent,
      ...homeWidgets,
    ],
  });
