import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BUILD = `import { buildFrontend } from './scripts/plumb/setUp.mjs';
await buildFrontend(process.env);`;

/** As `./plumb start` does: only when its sources have changed since the last time. */
export async function buildFrontend(): Promise<void> {
  const node = ['--input-type=module', '--eval', BUILD];
  await promisify(execFile)(process.execPath, node, { cwd: process.cwd() });
}
