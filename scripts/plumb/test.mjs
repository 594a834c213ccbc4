import { join } from 'node:path';
import { nodeTransform, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { run } from './run.mjs';
import { fail, say } from './say.mjs';
import { buildFrontend, setUp } from './setUp.mjs';

const STEPS = {
  types: env => run('yarn', ['tsc'], { cwd: root, env }),
  lint: env => run('yarn', ['lint'], { cwd: root, env }),
  unit: withPostgres(env =>
    // Properties and real servers take their time on a busy machine: that is no failure.
    run(
      'yarn',
      ['test', '--watchAll=false', '--maxWorkers=2', '--testTimeout=60000'],
      {
        cwd: root,
        env: { ...env, CI: 'true', NODE_OPTIONS: '--max-old-space-size=4096' },
      },
    ),
  ),
  browser: async env => {
    await buildFrontend(env);
    await run(
      'node',
      [
        '--require',
        nodeTransform,
        '--test',
        '--test-reporter=spec',
        // One after the other: each starts a portal of its own.
        '--test-concurrency=1',
        join(root, 'packages/e2e/src/flow.e2e.ts'),
        join(root, 'packages/e2e/src/recovery.e2e.ts'),
        join(root, 'packages/e2e/src/operate.e2e.ts'),
        join(root, 'packages/e2e/src/faults.e2e.ts'),
      ],
      { cwd: root, env },
    );
  },
};

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
  const wanted = names.length > 0 ? names : Object.keys(STEPS);
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
