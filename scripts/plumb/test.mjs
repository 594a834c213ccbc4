import { join } from 'node:path';
import { nodeTransform, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { run } from './run.mjs';
import { fail, say } from './say.mjs';
import { setUp } from './setUp.mjs';

/** The browser tests that have a step of their own as well. */
const BROWSER = ['states', 'pages', 'flow', 'recovery', 'operate', 'releases'];

const STEPS = {
  types: env => run('yarn', ['tsc'], { cwd: root, env }),
  lint: env => run('yarn', ['lint'], { cwd: root, env }),
  unit: withPostgres(env =>
    // Properties and real servers take their time on a busy machine: that is no failure.
    run(
      'yarn',
      [
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
        '--testTimeout=60000',
        `--testSequencer=${join(root, 'scripts/plumb/slowestFirst.cjs')}`,
      ],
      {
        cwd: root,
        env: { ...env, CI: 'true', NODE_OPTIONS: '--max-old-space-size=4096' },
      },
    ),
  ),
  browser: browserTests(),
  ...Object.fromEntries(BROWSER.map(name => [name, browserTests(name)])),
  // Minutes of waiting, for evidence to age and for backups: run by name, not each time.
  faults: browserTests('faults'),
  series: browserTests('series'),
  // Builds, packs and installs every package: minutes, and the registry.
  adopter: env =>
    run(
      'node',
      [
        '--require',
        nodeTransform,
        '--test',
        '--test-reporter=spec',
        join(root, 'packages/delivery/src/published/adopter.e2e.ts'),
      ],
      { cwd: root, env },
    ),
};

/** What runs when no step is named. */
const USUAL = ['types', 'lint', 'unit', 'browser'];

/** Runs the named steps, or all; every one, whatever the others did. Answers whether all passed. */
export async function test(names) {
  const unknown = names.filter(name => !Object.hasOwn(STEPS, name));
  if (unknown.length > 0) {
    throw new Error(
      `there is no step ${unknown.join(', ')}; the steps are ${Object.keys(
        STEPS,
      ).join(', ')}`,
    );
  }
  const env = await setUp();
  const wanted = names.length > 0 ? names : USUAL;
  const failed = [];
  for (const name of wanted) {
    say(`test: ${name}`);
    const startedAt = Date.now();
    try {
      await STEPS[name](env);
      say(
        `test: ${name} passed in ${Math.round(
          (Date.now() - startedAt) / 1000,
        )} s`,
      );
    } catch (error) {
      failed.push(name);
      fail(`test: ${name} failed: ${error.message}`);
    }
  }
  process.stdout.write(
    `${wanted.length - failed.length} passed, ${failed.length} failed\n`,
  );
  return failed.length === 0;
}

/** The named browser tests, or all that run each time. */
function browserTests(...names) {
  return env =>
    run(
      'node',
      [
        '--require',
        nodeTransform,
        join(root, 'packages/e2e/src/main.ts'),
        ...names,
      ],
      { cwd: root, env },
    );
}

function withPostgres(step) {
  return async env => {
    const postgres = await startPostgres();
    try {
      await step({
        ...env,
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: postgres.url,
      });
    } finally {
      await postgres.stop();
    }
  };
}
