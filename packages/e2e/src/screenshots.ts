import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { CREATE_FORM_PATH, fillCreateForm, propose } from './createForm';
import { signIn } from './personas';
import { startPortal } from './portal';

/** Run from the root of the repository, as `yarn screenshots` does. */
const docs = join(process.cwd(), 'docs');
const WINDOW = { width: 1280, height: 860 };
const OBSERVED_MS = 60_000;
/** Its rollout is stuck from the start, so it looks the same on every run. */
const UNHEALTHY = '/catalog/default/component/harbour-steel-staging/health';

/** Among the first that the portal's own schedule tests. */
const PROVEN = 'harbour-civil / production';
const PROVEN_COMPONENT = 'harbour-civil-production';
/** Runs a release after which others came out. */
const PROMOTABLE = 'harbour-civil-production';
/** Of tier 3, with a database server of its own: a release of the next series migrates it. */
const MIGRATABLE = 'harbour-concrete-production';
const PROVEN_MS = 10 * 60_000;

const wanted = {
  tenant: 'harbour-rail',
  stage: 'pre-production',
  businessService: 'payroll',
  tier: '2',
  namedUsers: '140',
  reason: 'Harbour Rail tries its payroll before it goes to production',
};

async function shoot(page: Page, name: string) {
  // Neither a caret nor the ripple of the last click.
  await page.evaluate('document.activeElement?.blur()');
  await page.waitForTimeout(500);
  const path = join(docs, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  process.stdout.write(`${path}\n`);
}

async function shootFleet(browser: Browser, url: string) {
  const page = await signIn(
    browser,
    url,
    'Platform engineer',
    '/tenants',
    WINDOW,
  );
  const verdicts = page.getByRole('list', { name: 'Environments by verdict' });
  await verdicts.getByText('0 unknown').waitFor({ timeout: OBSERVED_MS });
  await shoot(page, 'tenants');
  await page.goto(`${url}${UNHEALTHY}`);
  await page.getByRole('region', { name: 'Application' }).waitFor();
  await shoot(page, 'health');
  await page.goto(`${url}/tenants?view=incidents`);
  await page.getByRole('table', { name: 'Incidents' }).waitFor();
  await shoot(page, 'incidents');
  await page.goto(`${url}/sources`);
  await page.getByRole('table', { name: 'Sources' }).waitFor();
  await shoot(page, 'sources');
  await page.context().close();
}

async function shootHome(browser: Browser, url: string) {
  const page = await signIn(browser, url, 'Requester', '/', WINDOW);
  await page.getByRole('table', { name: 'My environments' }).waitFor();
  await page.getByRole('heading', { name: 'Incidents by cause' }).waitFor();
  await shoot(page, 'home');
  await page.context().close();
}

async function shootReleases(browser: Browser, url: string) {
  const page = await signIn(
    browser,
    url,
    'Release manager',
    '/releases',
    WINDOW,
  );
  await page.getByRole('grid', { name: 'What runs where' }).waitFor();
  await shoot(page, 'releases');
  await page.goto(`${url}/catalog/default/component/${PROMOTABLE}/release`);
  await page.getByRole('heading', { name: 'Ways back' }).waitFor();
  await shoot(page, 'release');
  await page.goto(`${url}/calendar`);
  await page.getByText('Weekly payroll').first().waitFor();
  await shoot(page, 'calendar');
  await page.context().close();
}

/** As it begins: what follows takes a person, and minutes. */
async function shootSeriesUpgrade(browser: Browser, url: string) {
  const page = await signIn(
    browser,
    url,
    'Platform engineer',
    `/catalog/default/component/${MIGRATABLE}/release`,
    WINDOW,
  );
  await page.getByRole('button', { name: 'New series' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Release').click();
  await page
    .getByRole('option', { name: /^19\.0-/ })
    .first()
    .click();
  await dialog.getByLabel('Reason').fill('Support of 18.0 ends');
  await dialog.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('list', { name: 'Steps' }).waitFor();
  await shoot(page, 'series-upgrade');
  await page.context().close();
}

async function shootRecovery(browser: Browser, url: string) {
  const page = await signIn(
    browser,
    url,
    'Platform engineer',
    '/recovery',
    WINDOW,
  );
  await page.getByRole('link', { name: PROVEN }).waitFor();
  await shoot(page, 'recovery-fleet');
  await page.goto(
    `${url}/catalog/default/component/${PROVEN_COMPONENT}/recovery`,
  );
  await page
    .getByText(/proven by a restore/)
    .first()
    .waitFor({ timeout: PROVEN_MS });
  await page.setViewportSize({ width: WINDOW.width, height: 1500 });
  await shoot(page, 'recovery');
  await page.context().close();
}

async function shootCreation(browser: Browser, url: string) {
  const page = await signIn(
    browser,
    url,
    'Requester',
    CREATE_FORM_PATH,
    WINDOW,
  );
  const preview = await fillCreateForm(page, wanted);
  await preview.scrollIntoViewIfNeeded();
  await preview.evaluate(element => element.scrollIntoView());
  await shoot(page, 'create-preview');
  const path = await propose(page);
  await page.context().close();

  const approver = await signIn(browser, url, 'Release manager', path, WINDOW);
  await approver.getByLabel('Comment').fill('Agreed with the payroll team');
  await shoot(approver, 'change');
  await approver.context().close();
}

/** The pictures of the documentation, of a portal that runs at the URL given or of one of its own. */
async function main(url: string | undefined) {
  await mkdir(docs, { recursive: true });
  const portal = url ? undefined : await startPortal();
  const browser = await launchBrowser();
  try {
    const at = url ?? portal!.url;
    await shootFleet(browser, at);
    await shootHome(browser, at);
    await shootReleases(browser, at);
    await shootSeriesUpgrade(browser, at);
    await shootCreation(browser, at);
    await shootRecovery(browser, at);
  } finally {
    await browser.close();
    await portal?.stop();
  }
}

main(process.argv[2]).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
