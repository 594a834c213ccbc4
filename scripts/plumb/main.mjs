import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { command as runCommand } from './command.mjs';
import { home } from './paths.mjs';
import { fail } from './say.mjs';
import { scenario } from './scenario.mjs';
import { start } from './start.mjs';
import { test } from './test.mjs';

const HELP = `Usage: ./plumb COMMAND

  start [--port N] [--fresh] [--data FOLDER]
                               the portal with the sandbox, on http://localhost:7007;
                               --fresh starts over with a new sandbox world;
                               --data keeps it in another folder than .plumb
  test [STEP ...]              type check, lint, unit and integration tests, browser test;
                               steps: types, lint, unit, browser; by name alone: one browser
                               test (states, pages, flow, recovery, operate, releases), and two
                               that wait for minutes: faults (clusters and people that fail) and
                               series (a production moves to a new Odoo series); and adopter,
                               which packs every plugin and installs it in a new Backstage app
  inspect-backups FOLDER-OR-CONTAINER-URL [--now TIME] [--rpo 15m]
                  [--max-backup-age 48h] [--json]
                               what the portal concludes about a backup store; --help says more
  check-policies --policies DIR [--params FILE] MANIFEST... [--json]
                               what the policy gate says of manifests; --help says more
  scenario [NAME on|off] [--data FOLDER]
                               switches a failure of the sandbox that runs; without a name: which there are
  help                         this text

Everything it needs is set up first, from the npm registry that npm is configured with.`;

const [command = 'help', ...rest] = process.argv.slice(2);

try {
  if (command === 'start') {
    const { values } = parseArgs({
      args: rest,
      options: {
        port: { type: 'string', default: '7007' },
        fresh: { type: 'boolean', default: false },
        data: { type: 'string', default: home },
      },
    });
    await start({
      port: readPort(values.port),
      fresh: values.fresh,
      data: resolve(values.data),
    });
  } else if (command === 'test') {
    const { positionals } = parseArgs({ args: rest, allowPositionals: true });
    const passed = await test(positionals);
    // Left to itself, a hook of the embedded PostgreSQL ends the process with 0, whatever the exit code.
    process.exit(passed ? 0 : 1);
  } else if (['inspect-backups', 'check-policies'].includes(command)) {
    process.exitCode = await runCommand(command, rest);
  } else if (command === 'scenario') {
    const { values, positionals } = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { data: { type: 'string', default: home } },
    });
    const [name, state] = positionals;
    const data = resolve(values.data);
    process.stdout.write(await scenario({ data, name, state }));
  } else if (['help', '--help', '-h'].includes(command)) {
    process.stdout.write(`${HELP}\n`);
  } else {
    fail(`there is no command ${command}.\n\n${HELP}`);
  }
} catch (error) {
  fail(error.message);
}

function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65000) {
    throw new Error(`--port takes a number from 1024 to 65000, not ${text}`);
  }
  return port;
}
