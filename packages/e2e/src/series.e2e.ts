import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Page } from 'playwright-core';
import { assertAccessible } from './accessibility';
import { apiOf, until } from './api';
import { signIn } from './personas';
import { useWorld } from './world';

const OPEN_MS = 300_000;
const DONE_MS = 240_000;
/** Nothing becomes of a change in these; one that is blocked may only wait for the next backup. */
const ENDED = ['failed', 'rejected', 'cancelled', 'expired'];
const NARROW = { width: 360, height: 800 };

/** Of tier 3, with a database server of its own. */
const TENANT = 'harbour-concrete';
const OLD = `${TENANT}/production`;

interface Change {
  id: string;
  environment: string;
  state: string;
  contentHash: string;
  gates: { id: string; verdict: string; summary: string }[];
}
interface Step {
  id: string;
  state: string;
  because?: string;
  changes: { id: string; environment: string; state: string }[];
}
interface SeriesUpgrade {
  id: string;
  clone: string;
  state: string;
  steps: Step[];
}
interface Detail {
  release: { version: string };
  spec: { schedule: string; hostnames: string[] };
  verdict: { status: string };
}

const world = useWorld();
const { step } = world;
const call = apiOf(() => world.portal);

let upgrade = '';
let clone = '';
const seriesUpgrade = () =>
  call<SeriesUpgrade>('platform-engineer', `/series-upgrades/${upgrade}`);
const isStep =
  (id: string, state: string) =>
  ({ steps }: SeriesUpgrade) =>
    steps.find(each => each.id === id)?.state === state;
const environmentOf = (ref: string) =>
  call<Detail>('platform-engineer', `/environments/${ref}`);

/** The page of the series upgrade as a persona sees it, for as long as something is done there. */
async function onPage(persona: string, act: (page: Page) => Promise<void>) {
  const page = await signIn(
    world.browser,
    world.portal.url,
    persona,
    `/releases/series-upgrades/${upgrade}`,
  );
  await page.getByRole('list', { name: 'Steps' }).waitFor();
  await act(page);
  await page.context().close();
}

/** Proposes the next change of a step on the page, has it approved where it must be, and answers it done. */
async function carryOut(id: string): Promise<Change> {
  await until(`${id} is open`, OPEN_MS, seriesUpgrade, isStep(id, 'open'));
  let change = '';
  await onPage('Platform engineer', async page => {
    await page.getByRole('button', { name: /^Propose: / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByRole('button', { name: 'Propose the change' }).click();
    await page.waitForURL(/\/changes\/[^/]+$/);
    change = new URL(page.url()).pathname.split('/').at(-1)!;
  });
  return until(
    `${id} is done`,
    DONE_MS,
    async () => {
      const found = await call<Change>('release-manager', `/changes/${change}`);
      assert.ok(!ENDED.includes(found.state), JSON.stringify(found.gates));
      if (found.state === 'awaiting-approval') {
        await call('release-manager', `/changes/${change}/approve`, {
          comment: 'As rehearsed',
          contentHash: found.contentHash,
        });
      }
      return found;
    },
    ({ state }) => state === 'done',
  );
}

async function confirm(id: string, persona: string, reason: string) {
  await until(`${id} is open`, OPEN_MS, seriesUpgrade, isStep(id, 'open'));
  await onPage(persona, async page => {
    await page.getByRole('button', { name: /^Confirm: / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
  await until(`${id} is said`, OPEN_MS, seriesUpgrade, isStep(id, 'done'));
}

test('a production moves to a new series step by step', async () => {
  const { hostnames } = (await environmentOf(OLD)).spec;

  await step('it is begun on the Release tab', async () => {
    const page = await signIn(
      world.browser,
      world.portal.url,
      'Platform engineer',
      `/catalog/default/component/${TENANT}-production/release`,
    );
    await page.getByRole('button', { name: 'New series' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Release').click();
    await page
      .getByRole('option', { name: /^19\.0-/ })
      .first()
      .click();
    await dialog.getByLabel('Reason').fill('Support of 18.0 ends');
    await assertAccessible(page, 'the dialog of a new series');
    await dialog.getByRole('button', { name: 'Begin' }).click();
    await page.waitForURL(/\/series-upgrades\/[^/]+$/);
    upgrade = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.context().close();
    ({ clone } = await seriesUpgrade());
  });

  await step('the way back is proven, and a copy migrated', async () => {
    await carryOut('prove');
    const { environment } = await carryOut('rehearse');
    assert.equal(environment, `${clone}/pre-production`);
    const rehearsal = await environmentOf(environment);
    assert.match(rehearsal.release.version, /^19\.0-/);
    assert.equal((await environmentOf(OLD)).spec.schedule, 'always');
  });

  await step('whoever began it does not say that it is well', async () => {
    await onPage('Platform engineer', async page => {
      await page.getByText(/somebody else looks/).waitFor();
      assert.equal(
        await page.getByRole('button', { name: /^Confirm/ }).count(),
        0,
      );
    });
    await confirm('look', 'Release manager', 'Open items equal: 1,203');
  });

  await step('its page can be used by everybody', async () => {
    for (const viewport of [undefined, NARROW]) {
      const page = await signIn(
        world.browser,
        world.portal.url,
        'Release manager',
        `/releases/series-upgrades/${upgrade}`,
        viewport,
      );
      await page.getByRole('list', { name: 'Steps' }).waitFor();
      await assertAccessible(page, 'a series upgrade');
      const [content, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(content <= room + 1, `${content} px in ${room}`);
      await page.context().close();
    }
  });

  await step('the old one stops and gives its names up', async () => {
    await carryOut('stop');
    const { spec, verdict } = await environmentOf(OLD);
    assert.equal(spec.schedule, 'stopped');
    assert.ok(hostnames.every(name => !spec.hostnames.includes(name)));
    assert.equal(verdict.status, 'asleep');
  });

  await step('the new one has its data and its names', async () => {
    const { environment } = await carryOut('cut-over');
    assert.equal(environment, `${clone}/production`);
    const { spec, release } = await environmentOf(environment);
    assert.deepEqual(spec.hostnames, hostnames);
    assert.match(release.version, /^19\.0-/);
  });

  await step('people say so, and the rest is taken down', async () => {
    await confirm('dns', 'Platform engineer', 'Records point at the new one');
    await confirm('accept', 'Release manager', 'Payroll of last month equal');
    await carryOut('clean-up');
    const { environment } = await carryOut('clean-up');
    assert.equal(environment, OLD);
    await until(
      'it has come to its end',
      OPEN_MS,
      seriesUpgrade,
      ({ state }) => state === 'done',
    );
  });
});
