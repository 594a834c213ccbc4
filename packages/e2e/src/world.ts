import { after, before } from 'node:test';
import { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

export interface World {
  readonly portal: Portal;
  readonly browser: Browser;
  step(name: string, act: () => Promise<void>): Promise<void>;
}

/** A portal and a browser for the tests of a file: both are there before the first and gone after the last. */
export function useWorld(): World {
  let portal: Portal | undefined;
  let browser: Browser | undefined;
  const known = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the tests have not begun');
    return part;
  };
  before(async () => {
    portal = await startPortal();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
  });
  return {
    get portal() {
      return known(portal);
    },
    get browser() {
      return known(browser);
    },
    step: createSteps(() => known(browser)),
  };
}
