import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility';
import { launchBrowser } from './browser';
import { CREATE_FORM_PATH, fillCreateForm, propose } from './createForm';
import { hasKubectl, kubectlFor } from './kubectl';
import { signIn } from './personas';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

const RECONCILED_MS = 180_000;
const OBSERVED_MS = 90_000;
const environment = { tenant: 'harbour-rail', stage: 'dev' };
const namespace = `odoo-${environment.tenant}-${environment.stage}`;
const healthPath = `/catalog/default/component/${environment.tenant}-${environment.stage}/health`;

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

test('create an environment in the portal, have it approved, see it healthy, break it, heal it', async () => {
  let changePath = '';

  await step('a requester proposes it by the form', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Requester',
      CREATE_FORM_PATH,
    );
    const preview = await fillCreateForm(page, {
      ...environment,
      businessService: 'payroll',
      tier: '2',
      namedUsers: '60',
      reason: 'Rehearse the month end',
    });
    await preview.getByText('Needs 1 approval').waitFor();
    changePath = await propose(page);
    await page.getByText('awaiting approval').first().waitFor();
    assert.equal(
      await page.getByRole('button', { name: 'Approve' }).count(),
      0,
      'the author has no button to approve',
    );
    await page.getByText(/Approve: .*somebody else/).waitFor();
    await assertAccessible(page, 'the page of a change');
    await page.context().close();
  });

  await step('the server refuses self-approval as well', async () => {
    const id = changePath.split('/').at(-1);
    const token = await portal.token('requester');
    const url = `${portal.url}/api/odoo/changes/${id}`;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    const change = (await (await fetch(url, { headers })).json()) as {
      contentHash: string;
    };
    const answer = await fetch(`${url}/approve`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        comment: 'I trust myself',
        contentHash: change.contentHash,
      }),
    });
    assert.equal(answer.status, 403);
  });

  await step('a release manager approves; it is followed to done', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Release manager',
      changePath,
    );
    await page.getByLabel('Comment').fill('Looks right');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page
      .getByRole('list', { name: 'Timeline' })
      .getByText('done', { exact: true })
      .waitFor({ timeout: RECONCILED_MS });
    await page.context().close();
  });

  await step('the fleet leads to its Health tab', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Requester',
      `/tenants?tenant=${environment.tenant}&stage=${environment.stage}`,
    );
    const row = page.getByRole('link', {
      name: `${environment.tenant} / ${environment.stage}`,
    });
    await row.waitFor();
    await assertAccessible(page, 'the fleet');
    await row.click();
    await page.waitForURL(`**${healthPath}`);
    await page
      .getByText(/ok, partial/)
      .first()
      .waitFor();
    await assertAccessible(page, 'the Health tab');
    await page.context().close();
  });

  if (!(await hasKubectl())) {
    process.stdout.write(
      'e2e: no kubectl on this machine, nothing is broken\n',
    );
    return;
  }
  await step(
    'a pod that is broken with kubectl makes it critical, and it heals',
    async () => {
      const page = await signIn(browser, portal.url, 'Requester', healthPath);
      const kubectl = kubectlFor(portal.data, 'aks-north-1');
      const pods = await webPods(kubectl);
      assert.ok(pods.length > 0, 'there are web pods');
      for (const pod of pods) {
        await kubectl(
          ...['-n', namespace, 'set', 'image', pod],
          `odoo=registry.harbour.example/odoo/absent@sha256:${'0'.repeat(64)}`,
        );
      }
      await page
        .getByText(/0 of 2 web pods available.*ImagePull/)
        .first()
        .waitFor({ timeout: OBSERVED_MS });
      await page.getByText('critical').first().waitFor();

      await kubectl('-n', namespace, 'delete', '--wait=false', ...pods);
      await page
        .getByText(/ok, partial/)
        .first()
        .waitFor({ timeout: OBSERVED_MS });
      await page.context().close();
    },
  );
});

async function webPods(kubectl: ReturnType<typeof kubectlFor>) {
  const names = await kubectl(
    ...['-n', namespace, 'get', 'pods', '-o', 'name'],
    ...['-l', 'app.kubernetes.io/component=web'],
  );
  return names.split('\n').filter(Boolean);
}
