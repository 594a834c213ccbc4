import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** For the home page of an app that has `@backstage/plugin-home`; without it they wait, unseen. */
export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'fleet-at-a-glance',
    params: {
      title: 'Odoo fleet at a glance',
      description: 'How many environments have which verdict',
      components: async () => ({
        Content: (await import('./FleetAtAGlance')).FleetAtAGlance,
      }),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-environments',
    params: {
      title: 'My Odoo environments',
      description: 'Those that you or your groups own, the worst first',
      components: async () => ({
        Content: (await import('./MyEnvironments')).MyEnvironments,
      }),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'next-business-events',
    params: {
      title: 'Next business events',
      description:
        'Payrolls, month ends and the like, and whether they will be made',
      components: async () => ({
        Content: (await import('./NextEvents')).NextEvents,
      }),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'incidents',
    params: {
      title: 'Odoo incidents by cause',
      description: 'What is wrong with the fleet, the worst first',
      components: async () => ({
        Content: (await import('./IncidentsByCause')).IncidentsByCause,
      }),
    },
  }),
];
