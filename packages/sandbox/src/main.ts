import { rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox';

function say(message: string): void {
  process.stdout.write(`sandbox: ${message}\n`);
}

/** `--data <dir> [--fresh] [--port-base n]`: runs until it is told to stop or its parent is gone. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      'port-base': { type: 'string' },
    },
  });
  if (!values.data) throw new Error('--data <dir> is needed');
  const dataDir = resolve(values.data);
  const base = Number(values['port-base'] ?? 0);
  const stateFile = join(dataDir, 'sandbox.json');
  await rm(stateFile, { force: true });

  const sandbox = await startSandbox({
    dataDir,
    fresh: values.fresh,
    ports: base > 0 ? [base, base + 1] : [],
    logger: { info: say, warn: say },
  });
  const { clusters, stop: _, ...rest } = sandbox;
  const state = { pid: process.pid, clusters, ...rest };
  // Whoever waits for it must never read a half.
  const whole = `${stateFile}.new`;
  await writeFile(whole, JSON.stringify(state, undefined, 2), { mode: 0o600 });
  await rename(whole, stateFile);
  for (const { name, url } of clusters) say(`${name} at ${url}`);
  say('ready');

  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  let stopping = false;
  async function stop() {
    if (stopping) return;
    stopping = true;
    await rm(stateFile, { force: true });
    await sandbox.stop();
    process.exit(0);
  }
}

// Whoever started us holds the other end of standard input, which closes when it is gone.
process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();

main().catch(error => {
  process.stderr.write(`sandbox: ${error.stack ?? error}\n`);
  process.exit(1);
});
