import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { FreshApp, backendLine, backendPackages } from './FreshApp';
import { plugins, readText } from '../plugins';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

// A whole backend starts, from sources.
jest.setTimeout(180_000);

describe('a backend that is not ours', () => {
  const app = new FreshApp();
  let child: ChildProcess;
  let url: string;
  let output = '';

  const isReady = () =>
    fetch(`${url}/.backstage/health/v1/readiness`).then(
      ({ ok }) => ok,
      () => false,
    );

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    child = spawn(
      process.execPath,
      ['--require', TRANSFORM, app.backend, '--config', app.configure(port)],
      {
        cwd: app.root,
        env: { ...process.env, NODE_ENV: 'development', TMPDIR: app.root },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-10_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(output);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) {
      await once(child, 'exit');
    }
    app.remove();
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/odoo${path}`, { headers });

  it('answers who may read, by one line for each package', async () => {
    expect((await get('/environments')).status).toBe(401);
    const answer = await get('/environments', {
      authorization: `Bearer ${app.token}`,
    });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ items: [], total: 0 }),
    ]);
  });

  it('says which of its sources cannot be read yet, and why', async () => {
    const answer = await get('/sources', {
      authorization: `Bearer ${app.token}`,
    });
    const { items } = await answer.json();
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          collector: 'kubernetes',
          notAvailable: expect.stringContaining('kubernetes'),
        }),
      ]),
    );
  });
});

it.each(backendPackages())('README of %s has the line', name => {
  const { folder } = plugins().find(plugin => plugin.name === name)!;
  expect(readText('plugins', folder, 'README.md')).toContain(backendLine(name));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
