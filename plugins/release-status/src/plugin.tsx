import CompareArrowsIcon from '@material-ui/icons/CompareArrows';
import EventIcon from '@material-ui/icons/Event';
import NewReleasesIcon from '@material-ui/icons/NewReleases';
import {
  OverridableFrontendPlugin,
  PageBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ENVIRONMENT_ENTITIES } from '@plumbline/plugin-odoo-react';
import {
  calendarRouteRef,
  compareRouteRef,
  driftRouteRef,
  releasesRouteRef,
  rolloutsRouteRef,
} from './routes';

const releasesPage = PageBlueprint.make({
  params: {
    path: '/releases',
    title: 'Releases',
    icon: <NewReleasesIcon />,
    routeRef: releasesRouteRef,
    loader: () => import('./ReleasesRouter').then(m => <m.ReleasesRouter />),
  },
});

/** Without an icon, so not in the navigation: rollouts are found by their ring and release. */
const rolloutsPage = PageBlueprint.make({
  name: 'rollouts',
  params: {
    path: '/rollouts',
    title: 'Rollouts',
    routeRef: rolloutsRouteRef,
    loader: () => import('./RolloutsRouter').then(m => <m.RolloutsRouter />),
  },
});

/** Without an icon as well: two things to compare are chosen elsewhere, or on the page. */
const comparePage = PageBlueprint.make({
  name: 'compare',
  params: {
    path: '/compare',
    title: 'Compare',
    routeRef: compareRouteRef,
    loader: () => import('./compare').then(m => <m.ComparePage />),
  },
});

const driftPage = PageBlueprint.make({
  name: 'drift',
  params: {
    path: '/drift',
    title: 'Drift',
    icon: <CompareArrowsIcon />,
    routeRef: driftRouteRef,
    loader: () => import('./drift').then(m => <m.DriftPage />),
  },
});

const calendarPage = PageBlueprint.make({
  name: 'calendar',
  params: {
    path: '/calendar',
    title: 'Calendar',
    icon: <EventIcon />,
    routeRef: calendarRouteRef,
    loader: () => import('./calendar').then(m => <m.CalendarPage />),
  },
});

const releaseContent = EntityContentBlueprint.make({
  name: 'release',
  params: {
    path: '/release',
    title: 'Release',
    filter: ENVIRONMENT_ENTITIES,
    loader: () => import('./environment').then(m => <m.EntityReleaseContent />),
  },
});

/** What runs where, releases, rollouts, drift, the calendar, and the Release tab of every environment. */
export const releaseStatusPlugin: OverridableFrontendPlugin =
  createFrontendPlugin({
    pluginId: 'release-status',
    info: { packageJson: () => import('../package.json') },
    routes: {
      releases: releasesRouteRef,
      rollouts: rolloutsRouteRef,
      compare: compareRouteRef,
      drift: driftRouteRef,
      calendar: calendarRouteRef,
    },
    extensions: [
      releasesPage,
      rolloutsPage,
      comparePage,
      driftPage,
      calendarPage,
      releaseContent,
    ],
  });
