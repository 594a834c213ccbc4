import { Locator, Page } from 'playwright-core';

const PROPOSED_MS = 60_000;

export const CREATE_FORM_PATH = '/create/templates/default/odoo-environment';

/** What the form is filled with; the rest is left to its defaults. */
export interface WantedEnvironment {
  tenant: string;
  stage: string;
  businessService: string;
  tier: string;
  namedUsers: string;
  reason: string;
}

/** Fills the form page by page; resolves to the preview once its gates are shown. */
export async function fillCreateForm(
  page: Page,
  wanted: WantedEnvironment,
): Promise<Locator> {
  const form = page.locator('form');
  await form.getByLabel('Tenant').fill(wanted.tenant);
  await choose(page, 'Stage', wanted.stage);
  await form.getByLabel(wanted.businessService).check();
  await choose(page, 'Criticality tier', wanted.tier);
  await next(page);
  await form.getByLabel('Named users').fill(wanted.namedUsers);
  await next(page);
  await next(page);
  await form.getByLabel('Reason').fill(wanted.reason);
  const preview = page.getByRole('region', { name: 'Preview of the change' });
  await preview.getByText(/EUR .* \/ month/).waitFor();
  await preview.getByRole('list', { name: 'Gates' }).waitFor();
  return preview;
}

/** From the filled form over its review to the page of the change; resolves to the path of that page. */
export async function propose(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Propose the change' }).click();
  await page
    .getByRole('link', { name: 'Open the change' })
    .click({ timeout: PROPOSED_MS });
  await page.waitForURL('**/changes/*');
  return new URL(page.url()).pathname;
}

async function choose(page: Page, label: string, option: string) {
  await page.locator('form').getByLabel(label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function next(page: Page) {
  await page.getByRole('button', { name: 'Next' }).click();
}
