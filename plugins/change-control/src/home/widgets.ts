import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** For the home page of an app that has `@backstage/plugin-home`; without it they wait, unseen. */
export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'waiting-for-approval',
    params: {
      title: 'Waiting for my approval',
      description: 'Changes to Odoo environments that you may approve',
      components: async () => ({
        Content: (await import('./WaitingForApproval')).WaitingForApproval,
      }),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-changes',
    params: {
      title: 'My changes',
      description: 'Changes to Odoo environments that you proposed',
      components: async () => ({
        Content: (await import('./MyChanges')).MyChanges,
      }),
    },
  }),
];
