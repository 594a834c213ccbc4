import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility';
import { apiOf, until } from './api';
import { launchBrowser } from './browser';
import { gitopsOf } from './gitops';
import { tabTo } from './keyboard';
import { hasKubectl, kubectlFor } from './kubectl';
import { signIn } from './personas';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

const JUDGED_MS = 120_000;
const DONE_MS = 240_000;
const RING = 'Production, departmental and operations';

/** Both have the release before the newest; its production is of tier 3. */
const STAGING = 'harbour-rail/staging';
const PRODUCTION = 'harbour-rail/production';
/** Of tier 2, and closed by a freeze from the first start on. */
const FROZEN = 'harbour-steel/production';
/** Of tier 2: its calendar closes by a push of this test, and so does what somebody pushes into it. */
const NEIGHBOUR = 'harbour-tunnels/production';
/** Of both. */
const CLUSTER = 'aks-west-1';
const WINDOWS = `clusters/${CLUSTER}/sync-windows.yaml`;
/** The smallest of its ring, so its turn is the first; it has procurement. */
const FIRST = 'harbour-concrete/production';

const tabOf = (environment: string, tab: string) =>
  `/catalog/default/component/${environment.replace('/', '-')}/${tab}`;

interface Change {
  id: string;
  state: string;
  contentHash: string;
  gates: { id: string; verdict: string; summary: string }[];
  overrides: { gate: string; valid: boolean; followUp?: object }[];
}

interface Rollout {
  id: string;
  state: string;
  failures: number;
  items: { environment: string; step: string; change?: string }[];
}

let portal: Portal;
let browser: Browser;
/** The newest, and the one before it, which breaks approvals. */
let newest: string;
let candidate: string;

before(async () => {
  portal = await startPortal();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

/** A freeze since an hour, for a month. */
const closedCalendar = () => {
  const at = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000)
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Harbour//Tunnels//EN',
    'BEGIN:VEVENT',
    'UID:river@harbour-tunnels',
    'SUMMARY:The shield is under the river',
    'CATEGORIES:FREEZE',
    `DTSTART:${at(-1)}`,
    `DTEND:${at(720)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

const pushedConfigMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: pushed-in-a-freeze
  namespace: odoo-harbour-tunnels-production
data:
  text: nobody waited
`;

interface Windows {
  applications: string[];
  description: string;
}

/** What a cluster's project of a tenant denies. */
async function windowsOf(tenant: string): Promise<Windows[]> {
  const kubectl = kubectlFor(portal.data, CLUSTER);
  const name = `appproject/odoo-${tenant}`;
  const text = await kubectl('-n', 'argocd', 'get', name, '-o', 'json');
  return JSON.parse(text).spec.syncWindows;
}

async function syncOf(environment: string) {
  const kubectl = kubectlFor(portal.data, CLUSTER);
  const name = `application/${environment.replace('/', '-')}`;
  const text = await kubectl('-n', 'argocd', 'get', name, '-o', 'json');
  const { sync, operationState } = JSON.parse(text).status;
  return { status: sync.status, finishedAt: operationState.finishedAt };
}

/** The neighbour waits for the end of its freeze, whoever else passes one. */
async function assertNeighbourWaits() {
  const { status } = await syncOf(NEIGHBOUR);
  assert.equal(status, 'OutOfSync');
  const kubectl = kubectlFor(portal.data, CLUSTER);
  const found = await kubectl(
    ...['get', 'configmaps', '-A', '-o', 'name'],
    ...['--field-selector', 'metadata.name=pushed-in-a-freeze'],
  );
  assert.equal(found, '');
}

const step = createSteps(() => browser);
const call = apiOf(() => portal);

const changeOf = (id: string) =>
  call<Change>('release-manager', `/changes/${id}`);
const isIn =
  (...states: string[]) =>
  ({ state }: { state: string }) =>
    states.includes(state);
const gateOf = ({ gates }: Change, gate: string) =>
  gates.find(({ id }) => id === gate)!;

async function approve(id: string) {
  const { contentHash } = await until(
    `${id} waits for an approval`,
    JUDGED_MS,
    () => changeOf(id),
    isIn('awaiting-approval'),
  );
  await call('release-manager', `/changes/${id}/approve`, {
    comment: 'Looks right',
    contentHash,
  });
}

const isDone = (id: string) =>
  until(`${id} is done`, DONE_MS, () => changeOf(id), isIn('done'));

const releaseOf = async (environment: string) =>
  (
    await call<{ current: { version: string } }>(
      'platform-engineer',
      `/environments/${environment}/release`,
    )
  ).current.version;

/** A change of the frozen one has reached the cluster, its pass is over, and the neighbour still waits. */
async function assertPassed() {
  const { status } = await syncOf(FROZEN);
  assert.equal(status, 'Synced');
  await assertNeighbourWaits();
  await until(
    'the pass is over with the change',
    JUDGED_MS,
    () => windowsOf('harbour-steel'),
    windows => windows.every(({ applications: [name] }) => name === '*'),
  );
}

test('releases reach production ring by ring, or do not', async () => {
  let rollout = '';
  let promotion = '';
  let frozen = '';

  await step('a ring gets a release, and meets a conflict there', async () => {
    const { items } = await call<{
      items: { version: string; series: string }[];
    }>('release-manager', '/releases');
    [newest, candidate] = items
      .filter(({ series }) => series === '18.0')
      .map(({ version }) => version);
    // Deployments from before the first start are verified by what is seen of them.
    await until(
      `${candidate} is verified in staging`,
      JUDGED_MS,
      () =>
        call<{ rings: { ring: string; verified: number }[] }>(
          'release-manager',
          `/releases/${candidate}`,
        ),
      ({ rings }) =>
        rings.some(({ ring, verified }) => ring === 'staging' && verified > 0),
    );
    await portal.scenario('module-conflict', 'on');
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      `/releases/${candidate}`,
    );
    await page.getByRole('button', { name: `Promote to ring ${RING}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Soak, minutes').fill('5');
    await dialog.getByLabel('Failure budget').fill('0');
    await dialog.getByLabel('Reason').fill('Faster approvals');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    await dialog
      .getByRole('list', { name: 'Environments in their order' })
      .getByText(FIRST)
      .waitFor();
    await assertAccessible(page, 'the dialog of a ring');
    await dialog.getByRole('button', { name: 'Begin the rollout' }).click();
    await page.waitForURL('**/rollouts/*');
    rollout = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.context().close();
    const begun = await until(
      'its first change is proposed',
      JUDGED_MS,
      () => call<Rollout>('release-manager', `/rollouts/${rollout}`),
      ({ items: [{ change }] }) => change !== undefined,
    );
    assert.equal(begun.items[0].environment, FIRST);
    await approve(begun.items[0].change!);
  });

  const gitops = gitopsOf(portal.data);
  const seesClusters = await hasKubectl();
  if (!seesClusters) {
    process.stdout.write('e2e: no kubectl, Git alone says what is frozen\n');
  }

  await step('what a calendar closes, Git closes as well', async () => {
    const [subject] = await gitops.subjects(WINDOWS);
    assert.match(subject, /^Freezes of .*aks-west-1/);
    assert.match(await gitops.show(WINDOWS), /new furnace is accepted/);
    await gitops.push('Nobody touches it under the river', {
      'calendars/harbour-tunnels.ics': closedCalendar(),
    });
    await until(
      'the portal publishes the new freeze',
      JUDGED_MS,
      () => gitops.show(WINDOWS),
      text => text.includes('The shield is under the river'),
    );
    if (!seesClusters) return;
    await until(
      'its cluster knows it',
      JUDGED_MS,
      () => windowsOf('harbour-tunnels'),
      windows =>
        windows.some(({ description }) => description.includes('shield')),
    );
    await gitops.push('Only this', {
      [`environments/${NEIGHBOUR}/manifests/99-pushed.yaml`]: pushedConfigMap,
    });
    await until(
      'its cluster sees what was pushed',
      JUDGED_MS,
      () => syncOf(NEIGHBOUR),
      ({ status }) => status === 'OutOfSync',
    );
  });

  await step('production waits for staging, and says so', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Requester',
      tabOf(PRODUCTION, 'release'),
    );
    await page.getByRole('button', { name: `Promote to ${newest}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('November');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    const gates = dialog.getByRole('list', { name: 'Gates' });
    await gates
      .getByText(/not verified in Staging: promote it/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Propose the promotion' }).click();
    await page.waitForURL('**/changes/*');
    promotion = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.getByText('blocked').first().waitFor();
    await assertAccessible(page, 'a promotion that is blocked');
    await page.context().close();
    const { id } = await call<Change>('platform-engineer', '/changes', {
      kind: 'promote',
      environment: STAGING,
      release: newest,
      reason: 'Before production',
    });
    assert.ok(id);
  });

  await step('nobody changes what is frozen, but by an override', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/calendar?tenant=harbour-steel',
    );
    await page
      .getByRole('row', { name: /harbour-steel/ })
      .getByText('Closed', { exact: true })
      .waitFor();
    await page
      .getByText('No changes until the new furnace is accepted')
      .first()
      .waitFor();
    await page.context().close();
    ({ id: frozen } = await call<Change>('platform-engineer', '/changes', {
      kind: 'update',
      environment: FROZEN,
      spec: { users: { named: 84 } },
      reason: 'Two apprentices',
    }));
    const closed = await until(
      'the freeze stops it',
      JUDGED_MS,
      () => changeOf(frozen),
      isIn('blocked'),
    );
    assert.equal(gateOf(closed, 'calendar').verdict, 'fail');
    assert.match(gateOf(closed, 'calendar').summary, /new furnace/);
    const override = {
      gate: 'calendar',
      reason: 'The furnace people have agreed',
      until: new Date(Date.now() + 3_600_000).toISOString(),
      contentHash: closed.contentHash,
    };
    await assert.rejects(
      call('platform-engineer', `/changes/${frozen}/override`, override),
      / 403 /,
      'nobody overrides what they wrote',
    );
    await call('release-manager', `/changes/${frozen}/override`, override);
    const passed = await until(
      'it goes on',
      JUDGED_MS,
      () => changeOf(frozen),
      isIn('awaiting-approval'),
    );
    assert.equal(gateOf(passed, 'calendar').verdict, 'overridden');
    assert.match(gateOf(passed, 'calendar').summary, /furnace people/);
    await approve(frozen);
  });

  await step('the matrix is walked by keyboard', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/releases?q=harbour-housing',
    );
    const grid = page.getByRole('grid', { name: 'What runs where' });
    await tabTo(page, grid.locator('[role=gridcell][tabindex="0"]'));
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    // To the first cell with an environment that the newest release has not reached.
    const hasNothingToDo = async () => {
      const cell = await page.evaluate(
        () => document.activeElement?.textContent ?? '',
      );
      return cell === '-' || cell.includes(newest);
    };
    while (await hasNothingToDo()) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu', { name: /Actions of harbour-housing/ });
    await menu.getByText(`Promote to ${newest}`).waitFor();
    await assertAccessible(page, 'the menu of a cell');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.context().close();
  });

  await step('what differs is told, with what to do', async () => {
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      '/drift?environment=harbour-marine/production',
    );
    await page
      .getByRole('table', { name: 'Drift' })
      .getByText('harbour-marine')
      .first()
      .waitFor();
    await page.context().close();
  });

  await step('once staging has soaked, production gets it', async () => {
    await approve(promotion);
    assert.equal(gateOf(await changeOf(promotion), 'ring').verdict, 'pass');
    await isDone(promotion);
    assert.equal(await releaseOf(PRODUCTION), newest);
  });

  await step('the override is followed up', async () => {
    await isDone(frozen);
    if (seesClusters) await assertPassed();
    const page = await signIn(
      browser,
      portal.url,
      'Release manager',
      `/changes/${frozen}`,
    );
    await page
      .getByText(/overridden/)
      .first()
      .waitFor();
    await page
      .getByText(/The furnace people have agreed/)
      .first()
      .waitFor();
    await page.context().close();
    await call('release-manager', `/changes/${frozen}/follow-up`, {
      gate: 'calendar',
      comment: 'Told the works council',
    });
    const { overrides } = await changeOf(frozen);
    assert.ok(overrides[0].followUp, 'nothing is owed any more');
  });

  await step('a roll-back gets through a freeze', async () => {
    const { id } = await call<Change>('platform-engineer', '/changes', {
      kind: 'roll-back',
      environment: FROZEN,
      rollBack: { move: 'configuration-only', to: frozen },
      reason: 'The apprentices come in spring',
    });
    await approve(id);
    await isDone(id);
    if (seesClusters) await assertPassed();
  });

  await step('the ring has paused, and two clicks roll back', async () => {
    await until(
      'its budget is spent',
      DONE_MS,
      () => call<Rollout>('release-manager', `/rollouts/${rollout}`),
      isIn('paused'),
    );
    const page = await signIn(
      browser,
      portal.url,
      'Platform engineer',
      `/rollouts/${rollout}`,
    );
    await page.getByText(/Paused by its failure budget/).waitFor();
    await assertAccessible(page, 'a rollout that is paused');
    await page
      .getByRole('button', { name: `Roll back ${FIRST}` })
      .first()
      .click();
    await page.getByRole('button', { name: 'Propose the roll-back' }).click();
    await page.waitForURL('**/changes/*');
    const rollBack = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.context().close();
    await approve(rollBack);
    await isDone(rollBack);
    assert.notEqual(await releaseOf(FIRST), candidate);
    const paused = await call<Rollout>(
      'release-manager',
      `/rollouts/${rollout}`,
    );
    assert.equal(paused.state, 'paused');
    assert.equal(paused.failures, 1);
    assert.deepEqual(
      paused.items.slice(1).filter(({ change }) => change),
      [],
      'nobody else got it',
    );
  });
});
