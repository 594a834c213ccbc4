import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility';
import { launchBrowser } from './browser';
import { pressOn, typeInto } from './keyboard';
import { hasKubectl, kubectlFor } from './kubectl';
import { signIn } from './personas';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

const DONE_MS = 180_000;
const JUDGED_MS = 120_000;

/** Of the seeded fleet; each is changed by one step alone. */
const RESIZED = 'harbour-civil/staging';
const RESTARTED = 'harbour-rail/qa';
const ENDED = 'harbour-quay/dev';
/** Critical from the first start on, and left as it is. */
const STUCK = 'harbour-steel/staging';

const nameOf = (environment: string) => environment.replace('/', '-');
const tabOf = (environment: string, tab: string) =>
  `/catalog/default/component/${nameOf(environment)}/${tab}`;

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

async function ask<T>(path: string, persona = 'platform-engineer'): Promise<T> {
  const response = await fetch(`${portal.url}/api/odoo${path}`, {
    headers: { authorization: `Bearer ${await portal.token(persona)}` },
  });
  assert.equal(response.status, 200, path);
  return (await response.json()) as T;
}

/** From the filled form to the page of its change. */
async function propose(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Propose the change' }).click();
  await page
    .getByRole('link', { name: 'Open the change' })
    .click({ timeout: 60_000 });
  await page.waitForURL('**/changes/*');
  return new URL(page.url()).pathname;
}

const isDone = (page: Page) =>
  page
    .getByRole('list', { name: 'Timeline' })
    .getByText('done', { exact: true })
    .waitFor({ timeout: DONE_MS });

async function approve(changePath: string) {
  const page = await signIn(browser, portal.url, 'Release manager', changePath);
  await page.getByLabel('Comment').fill('Looks right');
  await page.getByRole('button', { name: 'Approve' }).click();
  await isDone(page);
  await page.context().close();
}

test('operate environments in the portal', async () => {
  await step(
    'a resize is a change with its plan before and after',
    async () => {
      const page = await signIn(
        browser,
        portal.url,
        'Requester',
        tabOf(RESIZED, 'health'),
      );
      await page
        .getByRole('button', { name: 'Change this environment' })
        .click();
      await page.getByRole('menuitem', { name: 'Resize' }).click();
      await page.locator('form').getByLabel('Named users').fill('220');
      await page.locator('form').getByLabel('Reason').fill('Two new sites');
      const preview = page.getByRole('region', {
        name: 'Preview of the change',
      });
      await preview
        .getByText(/EUR .* \/ month/)
        .first()
        .waitFor();
      await preview.getByRole('list', { name: 'Gates' }).waitFor();
      const path = await propose(page);
      await page.context().close();
      const change = await ask<{ spec: { users: object }; state: string }>(
        path,
        'release-manager',
      );
      assert.deepEqual(change.spec.users, { named: 220 });
      if (change.state !== 'done') await finish(path);
    },
  );

  await step(
    'a restart goes by keyboard alone, approval included',
    async () => {
      const page = await signIn(
        browser,
        portal.url,
        'Platform engineer',
        tabOf(RESTARTED, 'health'),
      );
      await pressOn(
        page,
        page.getByRole('button', { name: 'Change this environment' }),
      );
      const entry = page.getByRole('menuitem', { name: 'Restart' });
      await entry.waitFor();
      while (!(await entry.evaluate(item => item === document.activeElement))) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await typeInto(
        page,
        page.locator('form').getByLabel('Reason'),
        'Memory grows',
      );
      await page
        .getByRole('region', { name: 'Preview of the change' })
        .getByRole('list', { name: 'Gates' })
        .waitFor();
      await pressOn(page, page.getByRole('button', { name: 'Review' }));
      await pressOn(
        page,
        page.getByRole('button', { name: 'Propose the change' }),
      );
      await pressOn(page, page.getByRole('link', { name: 'Open the change' }));
      await page.waitForURL('**/changes/*');
      await isDone(page);
      await page.context().close();
    },
  );

  await step('what is behind is upgraded by one change', async () => {
    const { items } = await ask<{ items: { environment: string }[] }>(
      '/golden-path?state=behind',
    );
    assert.ok(items.length > 0, 'an environment is behind');
    const [{ environment }] = items;
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/golden-path?state=behind',
    );
    await page
      .getByRole('button', { name: new RegExp(`Upgrade .*: ${environment}`) })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The current golden path');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog.getByRole('list', { name: 'Gates' }).waitFor();
    await assertAccessible(page, 'the upgrade dialog');
    await dialog.getByRole('button', { name: 'Propose the change' }).click();
    await page.waitForURL('**/changes/*');
    const path = new URL(page.url()).pathname;
    await page.context().close();
    await finish(path);
    await untilAnswer(
      () =>
        ask<{ items: { environment: string }[] }>('/golden-path?state=behind'),
      answer => answer.items.every(item => item.environment !== environment),
      `${environment} is behind no more`,
    );
  });

  await step('somebody looks after a state until it changes', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      tabOf(STUCK, 'health'),
    );
    await page
      .getByRole('button', { name: /Acknowledge/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('On it with the vendor');
    await assertAccessible(page, 'the acknowledgement dialog');
    await dialog.getByRole('button', { name: /Acknowledge/ }).click();
    await page.getByText('On it with the vendor').first().waitFor();
    await page.context().close();
  });

  await step('a decommission leaves the data and nothing else', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      `/create/templates/default/odoo-decommission?formData=${encodeURIComponent(
        JSON.stringify({ environment: ENDED }),
      )}`,
    );
    await page.locator('form').getByLabel('Reason').fill('The project is over');
    await page
      .getByRole('region', { name: 'Preview of the change' })
      .getByRole('list', { name: 'Gates' })
      .waitFor();
    const path = await propose(page);
    await page.context().close();
    await finish(path);
    await untilAnswer(
      () => ask<{ total: number }>(`/environments?q=${nameOf(ENDED)}`),
      ({ total }) => total === 0,
      `${ENDED} has left the list`,
    );
    if (!(await hasKubectl())) return;
    const kubectl = kubectlFor(portal.data, await clusterOf(path));
    const namespace = `odoo-${nameOf(ENDED)}`;
    const left = await kubectl(
      ...[
        '-n',
        namespace,
        'get',
        'deployments,pvc,clusters.postgresql.cnpg.io',
      ],
      ...['-o', 'name'],
    );
    assert.doesNotMatch(left, /^deployment/m, 'nothing runs any more');
    assert.match(left, /persistentvolumeclaim\/odoo-filestore/, 'files stay');
  });
});

async function clusterOf(changePath: string): Promise<string> {
  const change = await ask<{ plan: { placement: { cluster: string } } }>(
    changePath,
    'release-manager',
  );
  return change.plan.placement.cluster;
}

/** Approves when it must be, and waits until it is done. */
async function finish(changePath: string) {
  const change = await untilAnswer(
    () => ask<{ state: string }>(changePath, 'release-manager'),
    ({ state }) => !['proposed', 'gated'].includes(state),
    'the gates have been judged',
  );
  if (change.state === 'awaiting-approval') {
    await approve(changePath);
    return;
  }
  await untilAnswer(
    () => ask<{ state: string }>(changePath, 'release-manager'),
    ({ state }) => state === 'done',
    `${changePath} is done`,
  );
}

async function untilAnswer<T>(
  question: () => Promise<T>,
  holds: (answer: T) => boolean,
  what: string,
): Promise<T> {
  const end = Date.now() + JUDGED_MS;
  for (;;) {
    const answer = await question();
    if (holds(answer)) return answer;
    assert.ok(
      Date.now() < end,
      `${what}: ${JSON.stringify(answer).slice(0, 2000)}`,
    );
    await new Promise(done => setTimeout(done, 1000));
  }
}
