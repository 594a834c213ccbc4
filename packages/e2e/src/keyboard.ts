import assert from 'node:assert/strict';
import { Locator, Page } from 'playwright-core';

/** More stops than any page of ours has. */
const MAX_STOPS = 150;

/** Goes on by Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    const isThere = await target.evaluate(
      element => element === element.ownerDocument.activeElement,
    );
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${target}`);
}

export async function pressOn(
  page: Page,
  target: Locator,
  key = 'Enter',
): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

export async function typeInto(
  page: Page,
  target: Locator,
  text: string,
): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}
