import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { LegacyPage } from '@plumbline/plugin-odoo-react';

const changesRouteRef = createRouteRef({ id: 'change-control' });

/** The same pages and parts for an app of the old frontend system. */
export const changeControlPlugin = createPlugin({
  id: 'change-control',
  routes: { root: changesRouteRef },
});

/** The list and every change; mount it at `/changes`, where the links of all other pages lead. */
export const ChangesPage = changeControlPlugin.provide(
  createRoutableExtension({
    name: 'ChangesPage',
    mountPoint: changesRouteRef,
    component: () =>
      import('./ChangesRouter').then(m => () => (
        <LegacyPage title="Changes">
          <m.ChangesRouter />
        </LegacyPage>
      )),
  }),
);

/** For a home page. */
export const WaitingForApproval = changeControlPlugin.provide(
  createComponentExtension({
    name: 'WaitingForApproval',
    component: { lazy: () => import('./home').then(m => m.WaitingForApproval) },
  }),
);

/** For a home page. */
export const MyChanges = changeControlPlugin.provide(
  createComponentExtension({
    name: 'MyChanges',
    component: { lazy: () => import('./home').then(m => m.MyChanges) },
  }),
);
