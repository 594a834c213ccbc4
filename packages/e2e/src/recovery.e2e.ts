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

const JUDGED_MS = 180_000;
const TESTED_MS = 300_000;
const environment = { tenant: 'harbour-civil', stage: 'production' };
const name = `${environment.tenant}-${environment.stage}`;
const BACKUP_STORE = 'harbournortheurope.blob.core.windows.net';
const recoveryPath = `/catalog/default/component/${name}/recovery`;

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

async function recovery(): Promise<Recovery> {
  const token = await portal.token('platform-engineer');
  const { tenant, stage } = environment;
  const response = await fetch(
    `${portal.url}/api/odoo/recovery/${tenant}/${stage}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  assert.equal(response.status, 200);
  return (await response.json()) as Recovery;
}

/** Asks until it holds: what the portal knows follows what the store holds by a collection. */
async function untilKnown(
  what: string,
  holds: (known: Recovery) => boolean,
  timeoutMs = JUDGED_MS,
): Promise<Recovery> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const known = await recovery();
    if (holds(known)) return known;
    if (Date.now() > deadline) {
      throw new Error(`${what}: still ${JSON.stringify(known).slice(0, 2000)}`);
    }
    await new Promise(done => setTimeout(done, 2000));
  }
}

const openTab = (persona: string): Promise<Page> =>
  signIn(browser, portal.url, persona, recoveryPath);

test('prove a restore by a test, break the chain, see it and mend it', async () => {
  let proven = 0;

  await step('the store is read and the fleet is judged', async () => {
    await untilKnown('the store is read', ({ database }) => database !== null);
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/recovery',
    );
    await page
      .getByRole('link', {
        name: `${environment.tenant} / ${environment.stage}`,
      })
      .waitFor();
    await assertAccessible(page, 'the Recovery page');
    await page.context().close();
  });

  await step('a restore test is asked for on the tab and passes', async () => {
    const unproven = await recovery();
    const page = await openTab('Release manager');
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

    const known = await untilKnown('the test counts', ({ claim }) =>
      claim.includes('proven by a restore'),
    );
    assert.ok(
      known.score > unproven.score,
      `the score rose from ${unproven.score} to ${known.score}`,
    );
    assert.equal(known.tests[0].proof, 'signed');
    proven = known.score;
  });

  await step(
    'nothing left the namespace, and nothing is left of it',
    async () => {
      const flows = await flowsOf(portal.data, `odoo-${name}-restore-test`);
      assert.ok(flows.length > 0, 'what the test connected to was recorded');
      const elsewhere = flows.filter(
        ({ to, outcome }) => to !== BACKUP_STORE || outcome !== 'allowed',
      );
      assert.deepEqual(elsewhere, [], 'only the backup store was spoken to');
      if (!(await hasKubectl())) return;
      const kubectl = kubectlFor(portal.data, 'aks-north-1');
      const namespaces = await kubectl('get', 'namespaces', '-o', 'name');
      assert.ok(
        !namespaces.includes('restore-test'),
        `everything is destroyed: ${namespaces}`,
      );
    },
  );

  await step('two missing segments cost the score and are shown', async () => {
    await portal.scenario('broken-wal', 'on');
    const known = await untilKnown(
      'the hole is seen',
      ({ database, score }) =>
        (database?.value.gaps.length ?? 0) > 0 && score < proven,
    );
    assert.ok(known.score <= 60, `the score fell to ${known.score}`);
    const page = await openTab('Platform engineer');
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
      'it is whole again',
      ({ database, score }) =>
        database?.value.gaps.length === 0 && score >= proven,
    );
  });

  await step('the planner answers and executes nothing', async () => {
    const page = await openTab('Requester');
    await page.getByRole('heading', { name: /Restore to a time/ }).waitFor();
    await page.context().close();
  });
});
