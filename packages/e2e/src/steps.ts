import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Browser } from 'playwright-core';

const pictures = resolve('.plumb/e2e');

/**
 * Runs the steps of a flow one after the other; each stands on the one before. When one fails, a
 * picture of every open page is kept beside its name.
 */
export const createSteps =
  (browser: () => Browser) =>
  async (name: string, step: () => Promise<void>): Promise<void> => {
    const startedAt = Date.now();
    try {
      await step();
    } catch (error) {
      const kept = await keepPictures(browser(), name);
      throw new Error(`${name}: ${error}\n${kept.join('\n')}`, {
        cause: error,
      });
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    process.stdout.write(`e2e: ${name} (${seconds} s)\n`);
  };

async function keepPictures(browser: Browser, name: string) {
  await mkdir(pictures, { recursive: true });
  const pages = browser.contexts().flatMap(context => context.pages());
  return Promise.all(
    pages.map(async (page, index) => {
      const path = join(
        pictures,
        `${name.replace(/[^a-z]+/gi, '-')}-${index}.png`,
      );
      await page.screenshot({ path });
      return `${page.url()} is shown in ${path}`;
    }),
  );
}
