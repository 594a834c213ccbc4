import HomeIcon from '@material-ui/icons/Home';
import {
  PageBlueprint,
  createFrontendModule,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

// The navigation lists what has one.
const homeRouteRef = createRouteRef();

const home = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/',
    title: 'Home',
    routeRef: homeRouteRef,
    icon: <HomeIcon fontSize="inherit" />,
    loader: () => import('./HomePage').then(m => <m.HomePage />),
  },
});

/** The portal opens on what the person who looks has to know. */
export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [home],
});
