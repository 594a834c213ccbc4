import assert from 'node:assert/strict';
import { AxeResults, RunOptions, source } from 'axe-core';
import { Page } from 'playwright-core';

const IMPACTS = ['serious', 'critical'];

/** The tabs in the header of Backstage's own pages name panels that Backstage UI does not render. */
const isOfBackstage = (rule: string, html: string) =>
  rule === 'aria-valid-attr-value' && html.startsWith('<a class="bui-Tab ');

/** Fails on what axe-core calls serious or critical on the page as it is shown now. */
export async function assertAccessible(page: Page, name: string) {
  await assertNothingFound(page, name, {});
}

/** The same of contrast alone: all that another theme changes. */
export async function assertReadable(page: Page, name: string) {
  await assertNothingFound(page, name, { runOnly: ['color-contrast'] });
}

async function assertNothingFound(
  page: Page,
  name: string,
  options: RunOptions,
) {
  const isKnown = await page.evaluate(() => 'axe' in window);
  if (!isKnown) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ ...options, resultTypes: ['violations'] })})`,
  );
  const found = violations
    .filter(({ impact }) => impact && IMPACTS.includes(impact))
    .flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ html }) => !isOfBackstage(id, html))
        .map(({ html }) => `${id}: ${help}\n  ${html}`),
    );
  assert.deepEqual(found, [], `${name} can be used by everybody`);
}
