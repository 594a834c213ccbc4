import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { Page, Response } from 'playwright-core';
import { assertAccessible, assertReadable } from './accessibility';
import { apiOf, until } from './api';
import { PAGES, Shown, TABS, tabOf } from './pages';
import { signIn } from './personas';
import { useWorld } from './world';

const JUDGED_MS = 120_000;
const LAID_OUT_MS = 10_000;
const WIDE = { width: 1440, height: 1000 };
const NARROW = { width: 360, height: 800 };
/** Of the seeded fleet; nobody else changes it. */
const ENVIRONMENT = 'harbour-energy/production';
const ENTITY = ENVIRONMENT.replace('/', '-');
/** Of this ring, none gets a release that has a critical finding: what is begun carries nothing out. */
const RING = 'development';

/** What pages and forms ask. */
const OURS = /\/api\/(odoo|scaffolder|catalog)\//;

const world = useWorld();
const call = apiOf(() => world.portal);

test('every page can be used by everybody', async () => {
  let shown: Shown | undefined;
  await world.step('there is one of everything to look at', async () => {
    shown = await prepare();
  });
  const page = await signIn(
    world.browser,
    world.portal.url,
    'Platform engineer',
    '/tenants',
  );
  await page
    .getByRole('link', { name: /harbour-civil/ })
    .first()
    .waitFor();
  const pages = Object.entries(PAGES).map(
    ([route, paths]) => [route, paths(shown!)] as const,
  );
  for (const [route, paths] of pages) {
    await world.step(`page ${route}`, () => lookAt(page, paths));
  }
  for (const tab of TABS) {
    await world.step(`tab ${tab}`, () => lookAt(page, [tabOf(ENTITY, tab)]));
  }
  for (const template of await readdir(resolve('templates'))) {
    const data = JSON.stringify({ environment: ENVIRONMENT });
    const path = `/create/templates/default/${template}?formData=${encodeURIComponent(
      data,
    )}`;
    await world.step(`form ${template}`, () => lookAt(page, [path], 'form'));
  }
});

/** Wide and narrow, in the light and in the dark; contrast alone differs by the theme. */
async function lookAt(
  page: Page,
  paths: readonly string[],
  content = 'h1, h2, h3',
) {
  for (const path of paths) {
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'light' });
    const refused: string[] = [];
    const note = (response: Response) => {
      if (response.status() >= 400 && OURS.test(response.url())) {
        refused.push(`${response.status()} ${response.url()}`);
      }
    };
    page.on('response', note);
    await page.goto(`${world.portal.url}${path}`);
    await isThere(page, content);
    page.off('response', note);
    // A page that says what failed is easy to use as well.
    assert.deepEqual(refused, [], `${path} has its answers`);
    await assertAccessible(page, path);
    await page.setViewportSize(NARROW);
    await assertNoSidewaysScroll(page, path);
    await assertAccessible(page, `${path}, narrow`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('[data-theme-mode=dark]').first().waitFor();
    await assertReadable(page, `${path}, narrow and dark`);
    await page.setViewportSize(WIDE);
    await assertReadable(page, `${path}, dark`);
  }
}

/** It has its answers, and shows them. */
async function isThere(page: Page, content: string) {
  await page.locator(content).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
}

/** The layout follows the window in its own time. */
async function assertNoSidewaysScroll(page: Page, path: string) {
  const widths = async () =>
    page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
  await until(
    `${path} fits into the window`,
    LAID_OUT_MS,
    widths,
    ([content, room]) => content <= room + 1,
  );
}

/** A change that waits, a rollout that was stopped and a series upgrade that nobody carries out. */
async function prepare(): Promise<Shown> {
  const { items } = await call<{
    items: { version: string; series: string; migratesFrom?: string[] }[];
  }>('platform-engineer', '/releases');
  const [newest, earlier] = items
    .filter(({ series }) => series === '19.0')
    .map(({ version }) => version);
  const { id: change } = await call<{ id: string }>(
    'platform-engineer',
    '/changes',
    {
      kind: 'update',
      environment: ENVIRONMENT,
      spec: { users: { named: 181 } },
      reason: 'A new apprentice',
    },
  );
  await until(
    'its gates have looked at it',
    JUDGED_MS,
    () => call<{ gates: object[] }>('platform-engineer', `/changes/${change}`),
    ({ gates }) => gates.length > 0,
  );
  const { id: rollout } = await call<{ id: string }>(
    'platform-engineer',
    '/rollouts',
    { release: newest, ring: RING, reason: 'To look at' },
  );
  await call('platform-engineer', `/rollouts/${rollout}/stop`, {
    reason: 'Looked at',
  });
  const { id: seriesUpgrade } = await call<{ id: string }>(
    'platform-engineer',
    '/series-upgrades',
    {
      environment: ENVIRONMENT,
      clone: 'harbour-energy-19',
      release: items.find(({ migratesFrom }) => migratesFrom?.includes('18.0'))
        ?.version,
      reason: 'To look at',
    },
  );
  return {
    change,
    releases: [earlier, newest],
    rollout,
    seriesUpgrade,
  };
}
