import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { nodeTransform, root } from './paths.mjs';
import { setUp } from './setUp.mjs';

const ENTRY = join(root, 'packages/cli/src/main.ts');

/**
 * Runs a command of `packages/cli` where the user is, so that relative paths are theirs, and answers its exit
 * code. Standard output is the command's alone.
 */
export async function command(name, args) {
  const env = await setUp();
  const child = spawn(
    'node',
    ['--require', nodeTransform, ENTRY, name, ...args],
    {
      env,
      stdio: 'inherit',
    },
  );
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}
