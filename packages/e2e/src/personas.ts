import { Browser, Page } from 'playwright-core';

/** Several browsers and a portal share few cores. */
const ACTION_TIMEOUT_MS = 90_000;

/** A browser window of its own, signed in by the sign-in page as somebody would. */
export async function signIn(
  browser: Browser,
  url: string,
  persona: string,
  path: string,
  viewport = { width: 1440, height: 1000 },
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    timezoneId: 'Europe/Dublin',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(ACTION_TIMEOUT_MS);
  await page.goto(`${url}${path}`);
  await page
    .getByRole('button', { name: new RegExp(`${persona}$`, 'i') })
    .click();
  return page;
}
