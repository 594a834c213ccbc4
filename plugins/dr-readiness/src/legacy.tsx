import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { LegacyPage } from '@plumbline/plugin-odoo-react';

export { isEnvironmentEntity } from '@plumbline/plugin-odoo-react';

const recoveryRouteRef = createRouteRef({ id: 'dr-readiness' });

/** The same pages and parts for an app of the old frontend system. */
export const drReadinessPlugin = createPlugin({
  id: 'dr-readiness',
  routes: { root: recoveryRouteRef },
});

/** The fleet by readiness and the recovery order; mount it at `/recovery`, where the links of all other pages lead. */
export const RecoveryPage = drReadinessPlugin.provide(
  createRoutableExtension({
    name: 'RecoveryPage',
    mountPoint: recoveryRouteRef,
    component: () =>
      import('./RecoveryRouter').then(m => () => (
        <LegacyPage title="Recovery">
          <m.RecoveryRouter />
        </LegacyPage>
      )),
  }),
);

/** The Recovery tab, at the path `/recovery` of entities that are environments (`isEnvironmentEntity`). */
export const EntityRecoveryContent = drReadinessPlugin.provide(
  createComponentExtension({
    name: 'EntityRecoveryContent',
    component: {
      lazy: () => import('./environment').then(m => m.EntityRecoveryContent),
    },
  }),
);
