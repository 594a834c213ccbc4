import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page } from 'playwright-core';
import { apiOf, until } from './api';
import { signIn } from './personas';
import { useWorld } from './world';

const API = '**/api/odoo/**';
/** Pages ask again every 30 s; what comes sooner was told by a signal. */
const TOLD_MS = 20_000;
const AGED_MS = 60_000;
/** Of the seeded fleet, of a tier whose calendar only warns; nothing is ever carried out on it. */
const CHANGED = 'harbour-quay/production';

interface Shown {
  path: string;
  /** What the page asks for, as its errors name it. */
  what: string;
  /** Some of what it shows once it has its answer. */
  content: string | RegExp;
  /** The same page when nothing passes its filters, and what it says then. */
  empty?: { path: string; says: string | RegExp };
}

const PAGES: readonly Shown[] = [
  {
    path: '/tenants',
    what: 'The environments',
    content: /harbour-civil \/ production/,
    empty: { path: '/tenants?q=nobody', says: 'No environments match' },
  },
  {
    path: '/changes',
    what: 'The changes',
    content: CHANGED,
    empty: {
      path: '/changes?environment=nobody/dev',
      says: 'No changes match',
    },
  },
  {
    path: '/recovery',
    what: 'The recovery of the fleet',
    content: /harbour-civil \/ production/,
    empty: { path: '/recovery?q=nobody', says: 'No environments match' },
  },
  {
    path: '/releases',
    what: 'The matrix of releases',
    content: 'harbour-civil',
    empty: {
      path: '/releases?q=nobody',
      says: 'No tenant passes these filters',
    },
  },
  {
    path: '/drift',
    what: 'The drift of the fleet',
    content: /differences/,
    empty: { path: '/drift?q=nobody', says: /^No drift like this/ },
  },
  {
    path: '/calendar',
    what: 'The calendar',
    content: 'harbour-civil',
    empty: { path: '/calendar?tenant=nobody', says: 'No tenant nobody' },
  },
  {
    path: '/golden-path',
    what: 'The golden path of the fleet',
    content: 'harbour-civil/production',
    empty: { path: '/golden-path?version=0.1', says: 'No environments here' },
  },
  // Nobody begins one there.
  {
    path: '/rollouts?ring=critical',
    what: 'The rollouts',
    content: 'No rollouts',
  },
  {
    path: '/database-servers',
    what: 'The database servers',
    content: 'shared-west',
  },
  { path: '/sources', what: 'The sources', content: /registry/ },
];

const world = useWorld();
const call = apiOf(() => world.portal);

const open = (path: string) =>
  signIn(world.browser, world.portal.url, 'Platform engineer', path);
const contentOf = (page: Page, content: string | RegExp) =>
  page.getByText(content).first();
const alertOf = (page: Page) => page.getByRole('alert').first();

/** Goes there within the app: signed in, and with the next questions of the API as the routes have them. */
const goTo = (page: Page, path: string) =>
  page.goto(`${world.portal.url}${path}`);

test('every page says what state it is in', async () => {
  const { id } = await proposeChange();
  const page = await open('/');
  await page.getByRole('region', { name: 'Fleet' }).waitFor();

  await world.step('loading: before there is an answer', async () => {
    for (const { path, content } of PAGES) {
      let release = () => {};
      const held = new Promise<void>(done => {
        release = done;
      });
      await page.route(API, async route => {
        await held;
        await route.continue();
      });
      await goTo(page, path);
      await page.getByRole('progressbar').first().waitFor();
      assert.equal(await alertOf(page).count(), 0, `${path} is no failure`);
      assert.equal(await contentOf(page, content).count(), 0, path);
      release();
      await contentOf(page, content).waitFor();
      await page.unrouteAll({ behavior: 'wait' });
    }
  });

  await world.step('empty: nothing passes the filters', async () => {
    for (const { path, empty } of PAGES) {
      if (!empty) continue;
      await goTo(page, empty.path);
      await contentOf(page, empty.says).waitFor();
      assert.equal(await alertOf(page).count(), 0, `${path} is no failure`);
    }
  });

  await world.step('error: says what failed, and tries again', async () => {
    for (const { path, what, content } of PAGES) {
      await page.route(API, route =>
        route.fulfill({
          status: 500,
          json: { error: { name: 'Error', message: 'The database is away' } },
        }),
      );
      await goTo(page, path);
      const alert = page
        .getByRole('alert')
        .filter({ hasText: `${what} could not be loaded` });
      await alert.waitFor();
      await alert.getByText(/The database is away/).waitFor();
      assert.equal(await contentOf(page, content).count(), 0, path);
      await page.unrouteAll({ behavior: 'wait' });
      await alert.getByRole('button', { name: 'Retry' }).click();
      await contentOf(page, content).waitFor();
      await alert.waitFor({ state: 'detached' });
    }
  });

  await world.step('stale: what nobody looked at again is grey', () =>
    turnsGrey(page),
  );

  await world.step('live: what another decides is shown at once', async () => {
    await goTo(page, '/changes');
    const row = page.getByRole('row', { name: new RegExp(CHANGED) }).first();
    await row.getByText('awaiting approval').waitFor();
    const detail = await open(`/changes/${id}`);
    await detail.getByText('awaiting approval').first().waitFor();
    await call('release-manager', `/changes/${id}/reject`, {
      comment: 'Not this month',
    });
    await row.getByText('rejected').waitFor({ timeout: TOLD_MS });
    await detail.getByText('rejected').first().waitFor({ timeout: TOLD_MS });
  });
});

/** One that waits for somebody else. */
async function proposeChange() {
  const { id } = await call<{ id: string }>('platform-engineer', '/changes', {
    kind: 'update',
    environment: CHANGED,
    spec: { users: { named: 31 } },
    reason: 'A new apprentice',
  });
  return until(
    'its gates have looked at it',
    AGED_MS,
    () =>
      call<{ id: string; state: string }>(
        'platform-engineer',
        `/changes/${id}`,
      ),
    ({ state }) => state === 'awaiting-approval',
  );
}

/** The fleet as a portal shows it whose collection and backend have both gone quiet. */
async function turnsGrey(page: Page) {
  const environments = '**/api/odoo/environments?*';
  let isAway = false;
  await page.route(environments, async route => {
    if (isAway) {
      await route.fulfill({
        status: 500,
        json: { error: { name: 'Error', message: 'The database is away' } },
      });
      return;
    }
    isAway = true;
    const response = await route.fetch();
    const list = (await response.json()) as {
      items: { verdict: Record<string, unknown> }[];
    };
    const expiresAt = new Date(Date.now() + 5_000).toISOString();
    for (const { verdict } of list.items) {
      Object.assign(verdict, {
        status: 'ok',
        evidence: 'fresh',
        decidedBy: undefined,
        expiresAt,
      });
    }
    await route.fulfill({ response, json: list });
  });
  await goTo(page, '/tenants');
  const table = page.getByRole('table', { name: 'Environments' });
  await table.getByText('ok', { exact: true }).first().waitFor();
  await table
    .getByText(/^stale/)
    .first()
    .waitFor({ timeout: AGED_MS });
  assert.equal(
    await table.getByText('ok', { exact: true }).count(),
    0,
    'nothing stays green without evidence',
  );
  await page
    .getByRole('alert')
    .filter({ hasText: 'The environments could not be refreshed' })
    .waitFor({ timeout: AGED_MS });
  await table
    .getByText(/^stale/)
    .first()
    .waitFor();
  await page.unrouteAll({ behavior: 'wait' });
}
