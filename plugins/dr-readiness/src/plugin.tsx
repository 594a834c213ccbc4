import RestoreIcon from '@material-ui/icons/Restore';
import {
  OverridableFrontendPlugin,
  PageBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ENVIRONMENT_ENTITIES } from '@plumbline/plugin-odoo-react';
import { recoveryRouteRef } from './routes';

const recoveryPage = PageBlueprint.make({
  params: {
    path: '/recovery',
    title: 'Recovery',
    icon: <RestoreIcon fontSize="inherit" />,
    routeRef: recoveryRouteRef,
    loader: () => import('./RecoveryRouter').then(m => <m.RecoveryRouter />),
  },
});

const recoveryContent = EntityContentBlueprint.make({
  name: 'recovery',
  params: {
    path: '/recovery',
    title: 'Recovery',
    filter: ENVIRONMENT_ENTITIES,
    loader: () =>
      import('./environment').then(m => <m.EntityRecoveryContent />),
  },
});

/** Recovery: the fleet and the recovery order under /recovery, and the Recovery tab of every environment. */
export const drReadinessPlugin: OverridableFrontendPlugin =
  createFrontendPlugin({
    pluginId: 'dr-readiness',
    title: 'Recovery',
    info: { packageJson: () => import('../package.json') },
    routes: { root: recoveryRouteRef },
    extensions: [recoveryPage, recoveryContent],
  });
