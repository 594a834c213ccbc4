/** What only the portal that runs knows: names of things that a page shows one of. */
export interface Shown {
  change: string;
  /** An older and a newer one of a series. */
  releases: readonly [string, string];
  rollout: string;
  seriesUpgrade: string;
}

/**
 * Every page that the plugins bring, by its route, and where to look at it. `pages.test.ts` holds it against what the
 * plugins register: whoever adds a page adds it here, and has it looked at.
 */
export const PAGES: Readonly<Record<string, (shown: Shown) => string[]>> = {
  '/': () => ['/'],
  '/tenants': () => ['/tenants'],
  '/sources': () => ['/sources'],
  '/golden-path': () => ['/golden-path', '/golden-path?state=behind'],
  '/database-servers': () => ['/database-servers'],
  '/database-servers/:name': () => ['/database-servers/shared-west'],
  '/changes': () => ['/changes'],
  '/changes/:id': ({ change }) => [`/changes/${change}`],
  '/recovery': () => ['/recovery'],
  '/recovery/order': () => ['/recovery/order'],
  '/releases': () => ['/releases'],
  '/releases/:version': ({ releases: [, newer] }) => [`/releases/${newer}`],
  '/releases/series-upgrades': () => ['/releases/series-upgrades'],
  '/releases/series-upgrades/:id': ({ seriesUpgrade }) => [
    `/releases/series-upgrades/${seriesUpgrade}`,
  ],
  '/rollouts': () => ['/rollouts'],
  '/rollouts/:id': ({ rollout }) => [`/rollouts/${rollout}`],
  '/compare': ({ releases: [older, newer] }) => [
    '/compare',
    `/compare?from=${older}&to=${newer}`,
  ],
  '/drift': () => ['/drift'],
  '/calendar': () => ['/calendar', '/calendar?tenant=harbour-overseas'],
};

/** The tabs of an environment, by the path of each. */
export const TABS: readonly string[] = ['/health', '/recovery', '/release'];

export const tabOf = (entity: string, tab: string) =>
  `/catalog/default/component/${entity}${tab}`;
