import { spawn } from 'node:child_process';
import { once } from 'node:events';

const KEPT = 6_000;

/** Runs a command to its end and answers its output; one that fails, with the tail of what it said. */
export async function run(
  cwd: string,
  command: string,
  ...args: string[]
): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}\n${output.slice(-KEPT)}`,
    );
  }
  return output;
}
