import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility';
import { launchBrowser } from './browser';
import { flowsOf } from './flows';
import { hasKubectl, kubectlFor } from './kubectl';
import { signIn } from './personas';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

/** From here on a score is good. */
const GOOD_FROM = 80;
const JUDGED_MS = 180_000;
const TESTED_MS = 300_000;
/** The scenario breaks its chain; of tier 1, so the portal's own schedule tests it first. */
const BROKEN = 'harbour-civil/production';
/** Of tier 3: its turn in the schedule comes later than this test. */
const TESTED = 'harbour-overseas/production';
const CLUSTER = 'aks-west-1';
const BACKUP_STORE = 'harbourwesteurope.blob.core.windows.net';
const nameOf = (environment: string) => environment.replace('/', '-');
const testNamespace = `restore-${nameOf(TESTED)}`;

let portal: Portal;
let browser: Browser;

before(async () => {
  portal = await startPortal();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const step = createSteps(() => browser);

interface Recovery {
  score: number;
  claim: string;
  database: { value: { backups: { id: string }[]; gaps: object[] } } | null;
  tests: { proof: string; result: { outcome: string } }[];
}

async function recoveryOf(environment: string): Promise<Recovery> {
  const token = await portal.token('platform-engineer');
  const response = await fetch(
    `${portal.url}/api/odoo/recovery/${environment}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  assert.equal(response.status, 200);
  return (await response.json()) as Recovery;
}

/** Asks until it holds: what the portal knows follows what the store holds by a collection. */
async function untilKnown(
  environment: string,
  what: string,
  holds: (known: Recovery) => boolean,
  timeoutMs = JUDGED_MS,
): Promise<Recovery> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const known = await recoveryOf(environment);
    if (holds(known)) return known;
    if (Date.now() > deadline) {
      throw new Error(`${what}: still ${JSON.stringify(known).slice(0, 2000)}`);
    }
    await new Promise(done => setTimeout(done, 2000));
  }
}

const openTab = (persona: string, environment: string): Promise<Page> =>
  signIn(
    browser,
    portal.url,
    persona,
    `/catalog/default/component/${nameOf(environment)}/recovery`,
  );

const isProven = ({ claim }: Recovery) =>
  claim.includes(', proven by a restore on');

test('prove a restore by a test, break a chain, see it and mend it', async () => {
  let proven = 0;

  await step('the store is read and the fleet is judged', async () => {
    for (const environment of [BROKEN, TESTED]) {
      await untilKnown(environment, 'the store is read', known =>
        Boolean(known.database),
      );
    }
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/recovery',
    );
    await page
      .getByRole('link', { name: TESTED.replace('/', ' / ') })
      .waitFor();
    await assertAccessible(page, 'the Recovery page');
    await page.context().close();
  });

  await step('a restore test is asked for on the tab and passes', async () => {
    const unproven = await recoveryOf(TESTED);
    const page = await openTab('Release manager', TESTED);
    await page.getByRole('button', { name: 'Run a restore test' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Prove it before payroll');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByRole('region', { name: 'Preview' }).waitFor();
    await assertAccessible(page, 'the dialog of a restore test');
    await dialog
      .getByRole('button', { name: 'Request the restore test' })
      .click();
    await page.waitForURL('**/changes/*');
    await page
      .getByRole('list', { name: 'Timeline' })
      .getByText('done', { exact: true })
      .waitFor({ timeout: TESTED_MS });
    await assertAccessible(page, 'the change of a restore test');
    await page.context().close();

    const known = await untilKnown(TESTED, 'the test counts', isProven);
    assert.ok(
      known.score > unproven.score,
      `the score rose from ${unproven.score} to ${known.score}`,
    );
    assert.equal(known.tests[0].proof, 'signed');
  });

  await step(
    'nothing left the namespace, and nothing is left of it',
    async () => {
      const flows = await flowsOf(portal.data, testNamespace);
      assert.ok(flows.length > 0, 'what the test connected to was recorded');
      const elsewhere = flows.filter(
        ({ to, outcome }) => to !== BACKUP_STORE || outcome !== 'allowed',
      );
      assert.deepEqual(elsewhere, [], 'only the backup store was spoken to');
      if (!(await hasKubectl())) return;
      const kubectl = kubectlFor(portal.data, CLUSTER);
      const namespaces = await kubectl('get', 'namespaces', '-o', 'name');
      assert.ok(
        !namespaces.includes(testNamespace),
        `everything is destroyed: ${namespaces}`,
      );
    },
  );

  await step(
    'the portal asks by itself for the tests that are due',
    async () => {
      const known = await untilKnown(
        BROKEN,
        'a test of the schedule counts',
        isProven,
        TESTED_MS,
      );
      proven = known.score;
      assert.ok(proven > 60, `proven, its score is ${proven}`);
    },
  );

  await step('two missing segments cost the score and are shown', async () => {
    await portal.scenario('broken-wal', 'on');
    const known = await untilKnown(
      BROKEN,
      'the hole is seen',
      ({ database, score }) =>
        (database?.value.gaps.length ?? 0) > 0 && score < proven,
    );
    assert.ok(known.score < GOOD_FROM, `the score fell to ${known.score}`);
    const page = await openTab('Platform engineer', BROKEN);
    await page.getByRole('list', { name: 'Gaps in the WAL' }).waitFor();
    await page
      .getByRole('list', { name: 'Largest losses' })
      .getByText(/To do:/)
      .first()
      .waitFor();
    await assertAccessible(page, 'the Recovery tab');
    await page.context().close();
  });

  await step('they come back and so does the score', async () => {
    await portal.scenario('broken-wal', 'off');
    await untilKnown(
      BROKEN,
      'it is whole again',
      ({ database, score }) =>
        database?.value.gaps.length === 0 && score >= proven,
    );
  });

  await step('the planner answers in words', async () => {
    const page = await openTab('Requester', BROKEN);
    const planner = page.getByRole('region', { name: 'Restore to a time' });
    const ask = async (local: string) => {
      await planner.getByLabel('Restore to', { exact: true }).fill(local);
      await planner.getByRole('button', { name: 'Plan' }).click();
    };
    await ask('2099-01-01T00:00:00');
    await planner.getByText(/Cannot be done: .*lies ahead/).waitFor();
    const quarter = new Date(Date.now() - 15 * 60_000);
    // As the region's clock shows it: Swedish writes dates as ISO does.
    const shown = quarter.toLocaleString('sv-SE', {
      timeZone: 'Europe/Dublin',
    });
    await ask(shown.replace(' ', 'T'));
    await planner.getByText(/loses \d+ minutes; needs base/).waitFor();
    await page.context().close();
  });
});
