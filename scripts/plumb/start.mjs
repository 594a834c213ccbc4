import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { claim } from './dataFolder.mjs';
import { root, worldFiles } from './paths.mjs';
import { answers, firstLook } from './ready.mjs';
import { writeSandboxConfig } from './sandboxConfig.mjs';
import { say } from './say.mjs';
import { startService } from './services.mjs';
import { buildFrontend, setUp } from './setUp.mjs';

/** Runs the portal with the sandbox until a signal comes or one of its processes ends. */
export async function start({ port, fresh, data }) {
  await assertFree(port);
  const release = await claim(data);
  try {
    await runPortal({ port, fresh, data });
  } finally {
    await release();
  }
}

async function runPortal({ port, fresh, data }) {
  const env = await setUp();
  const portal = await startPortal({ port, fresh, data, env });
  say(`ready: http://localhost:${port}`);
  say(
    `sign in as one of the personas; kubectl works with ${join(
      relative(process.cwd(), data),
      'kubeconfig',
    )}; Ctrl-C stops everything`,
  );
  const reason = await Promise.race([
    ...['SIGINT', 'SIGTERM', 'SIGHUP'].map(
      signal =>
        new Promise(resolve => process.once(signal, () => resolve(undefined))),
    ),
    portal.ended,
  ]);
  say('stopping');
  await portal.stop();
  if (reason !== undefined) throw new Error(reason);
}

/** Starts sandbox and backend, ready for use. The caller stops them. */
async function startPortal({ port, fresh, data, env }) {
  if (fresh) await forgetWorld(data);
  // It is written when the sandbox is ready: one of an earlier run would lie.
  await rm(join(data, 'sandbox.json'), { force: true });

  const services = [];
  const stop = async () => {
    for (const service of services.toReversed()) await service.stop();
  };
  try {
    say('starting the sandbox world (clusters, Git repository)');
    const sandbox = await startService(
      'sandbox',
      join(root, 'packages/sandbox/src/main.ts'),
      ['--data', data],
      { env, logs: data },
    );
    services.push(sandbox);
    // The world needs nothing of the frontend: whoever starts for the first time waits for the longer of the two.
    await Promise.all([
      sandbox.untilReady(
        async () => existsSync(join(data, 'sandbox.json')),
        600_000,
      ),
      buildFrontend(env),
    ]);

    say('starting the portal');
    const startedAt = new Date().toISOString();
    const config = await writeSandboxConfig({ port, data });
    await mkdir(join(data, 'database'), { recursive: true });
    const backend = await startService(
      'backend',
      join(root, 'packages/backend/src/index.ts'),
      ['--config', join(root, 'app-config.yaml'), '--config', config],
      { env, logs: data, cwd: join(root, 'packages/backend') },
    );
    services.push(backend);
    await backend.untilReady(() => answers(port), 180_000);
    say('looking at the fleet for the first time');
    await firstLook(port, startedAt);
    const ended = Promise.race(
      services.map(async service => {
        const code = await service.exited;
        return `${service.name} ended with ${code}; see ${service.log}`;
      }),
    );
    return { ended, stop, backend, sandbox };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function forgetWorld(data) {
  say(
    'starting over: the sandbox world and the data of the portal are removed',
  );
  for (const name of worldFiles) {
    await rm(join(data, name), { recursive: true, force: true });
  }
}

async function assertFree(port) {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', error =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `port ${port} is taken. Stop what listens there, or name another one with --port`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise(resolve => server.close(resolve));
}
