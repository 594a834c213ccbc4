import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Portal, SHARED_PORTAL, startPortal } from './portal';

/**
 * The lanes run at once against one portal, the files of a lane one after the other: most of their time is waiting
 * for clusters and backups. Each file changes environments of its own and switches scenarios that touch nobody else's:
 *
 * - states: harbour-quay/production (proposes, carries nothing out)
 * - releases: harbour-rail/staging and production, harbour-steel/production, harbour-tunnels/production, and what has
 *   procurement in the ring production: harbour-concrete/production
 * - operate: harbour-civil/staging, harbour-rail/qa, harbour-quay/dev, one that is behind; acknowledges
 *   harbour-steel/staging
 * - flow: harbour-rail/dev
 * - recovery: harbour-civil/production, harbour-overseas/production
 * - pages: harbour-energy/production (proposes, carries nothing out)
 */
const LANES = [
  ['states', 'releases'],
  ['operate', 'flow'],
  ['recovery', 'pages'],
];

/** The named browser tests one after the other, or all of the usual ones. Answers those that failed. */
async function run(names: string[]): Promise<string[]> {
  const portal = await startPortal();
  try {
    const failed = await Promise.all(
      (names.length > 0 ? [names] : LANES).map(lane => runLane(lane, portal)),
    );
    return failed.flat();
  } finally {
    await portal.stop();
  }
}

async function runLane(names: string[], portal: Portal): Promise<string[]> {
  const failed: string[] = [];
  for (const name of names) {
    const startedAt = Date.now();
    const passed = await runFile(name, portal);
    if (!passed) failed.push(name);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    say(name, `${passed ? 'passed' : 'failed'} in ${seconds} s`);
  }
  return failed;
}

async function runFile(name: string, { url, data }: Portal): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [
      // What lets Node.js run TypeScript.
      ...process.execArgv,
      '--test-reporter=spec',
      resolve('packages/e2e/src', `${name}.e2e.ts`),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, [SHARED_PORTAL]: JSON.stringify({ url, data }) },
    },
  );
  tell(name, child.stdout);
  tell(name, child.stderr);
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', code => done(code === 0));
  });
}

/** Line by line: several files talk at once. */
function tell(name: string, output: Readable) {
  createInterface({ input: output }).on('line', line => say(name, line));
}

function say(name: string, line: string) {
  process.stdout.write(`${name}: ${line}\n`);
}

// Until they are known to have passed: what nobody waits for any more ends Node.js without an error.
process.exitCode = 1;
run(process.argv.slice(2)).then(
  failed => {
    if (failed.length > 0) {
      process.stdout.write(`failed: ${failed.join(', ')}\n`);
      return;
    }
    process.exitCode = 0;
  },
  error => process.stderr.write(`${error.stack ?? error}\n`),
);
