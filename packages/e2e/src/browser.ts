import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** A real Chromium: the one from the npm registry or, where that does not run, the system's. */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const executablePath of await candidates()) {
    try {
      return await chromium.launch({ executablePath, args: ARGUMENTS });
    } catch (error) {
      failures.push(`${executablePath}: ${String(error).split('\n')[0]}`);
    }
  }
  throw new Error(
    `No Chromium starts on this machine. Install one (Debian: apt-get install chromium) and run this again.\n${failures.join(
      '\n',
    )}`,
  );
}

async function candidates(): Promise<string[]> {
  const { default: packaged } = await import('@sparticuz/chromium');
  return [
    await packaged.executablePath(),
    ...SYSTEM_BROWSERS.filter(existsSync),
  ];
}
