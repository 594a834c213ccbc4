import { FreshApp, backendLine, backendPackages } from './FreshApp';
import { StartedBackend, freePort } from './startedBackend';
import { plugins, readText } from '../plugins';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

// A whole backend starts, from sources.
jest.setTimeout(180_000);

describe('a backend that is not ours', () => {
  const app = new FreshApp();
  let backend: StartedBackend | undefined;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    backend = await StartedBackend.start({
      args: [
        '--require',
        TRANSFORM,
        app.backend,
        '--config',
        app.configure(port),
      ],
      cwd: app.root,
      env: { NODE_ENV: 'development', TMPDIR: app.root },
      url,
    });
  });
  afterAll(async () => {
    await backend?.stop();
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
