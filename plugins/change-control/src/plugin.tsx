import {
  createFrontendPlugin,
  OverridableFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';
import { homeWidgets } from './home/widgets';
import { changesRouteRef } from './routes';

const changesPage = PageBlueprint.make({
  params: {
    path: '/changes',
    title: 'Changes',
    icon: <PlaylistAddCheckIcon fontSize="inherit" />,
    routeRef: changesRouteRef,
    loader: () =>
      import('./ChangesRouter').then(({ ChangesRouter }) => <ChangesRouter />),
  },
});

/** Changes: what is proposed, which gates hold it, who approved it, and how it went. */
export const changeControlPlugin: OverridableFrontendPlugin =
  createFrontendPlugin({
    pluginId: 'change-control',
    title: 'Changes',
    info: { packageJson: () => import('../package.json') },
    routes: { root: changesRouteRef },
    extensions: [changesPage, ...homeWidgets],
  });
