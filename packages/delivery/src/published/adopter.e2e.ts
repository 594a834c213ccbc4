import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  emptyRepository,
  leastConfiguration,
} from '../adopter/leastConfiguration';
import { StartedBackend, freePort } from '../adopter/startedBackend';
import { AdopterApp } from './AdopterApp';
import { faultsOf } from './faultsOf';
import { Packed, packPlugins } from './packPlugins';

const TOKEN = 'token-of-a-script-that-only-reads';

/*
 * What others get: the packages as they would be published, from their archives alone, in an app that create-app
 * made. Third parties come from the registry that npm is configured with.
 */
let scratch: string;
let packed: Packed[];
let app: AdopterApp;

before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'plumbline-published-'));
  packed = await packPlugins(scratch);
  app = new AdopterApp(scratch, packed);
});
after(() => rmSync(scratch, { recursive: true, force: true }));

test('every archive declares what it imports and has what it names', () => {
  const faults = packed.flatMap(({ name, folder }) =>
    faultsOf(folder).map(fault => `${name} ${fault}`),
  );
  assert.deepEqual(faults, []);
});

test('the tables and the starter policies are packed', () => {
  const folderOf = (name: string) =>
    packed.find(plugin => plugin.name === name)!.folder;
  for (const path of [
    join(folderOf('@plumbline/plugin-odoo-backend'), 'migrations'),
    join(folderOf('@plumbline/plugin-odoo-policy'), 'policies/git.yaml'),
  ]) {
    assert.ok(existsSync(path), path);
  }
});

test('they install into an app that create-app made', () => app.create());

test('it compiles, our declarations included', () => app.typeCheck());

test('its pages build', async () => {
  await app.buildPages();
});

test('pages of the old frontend system build from ./legacy', async () => {
  await app.buildLegacyPages();
});

test('its backend starts from its bundle and answers who may read', async () => {
  await app.buildBackend();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(scratch, 'app-config.adopter.yaml');
  const repository = emptyRepository(join(scratch, 'gitops'));
  writeFileSync(config, leastConfiguration({ port, token: TOKEN, repository }));
  const backend = await StartedBackend.start({
    args: [
      'packages/backend/dist/index.cjs.js',
      ...['--config', 'app-config.yaml', '--config', config],
    ],
    cwd: app.root,
    // create-app's own configuration names it.
    env: { GITHUB_TOKEN: 'none', NODE_ENV: 'production' },
    url,
  });
  try {
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${url}${path}`, { headers });
    assert.equal((await get('/api/odoo/environments')).status, 401);
    const answer = await get('/api/odoo/environments', {
      authorization: `Bearer ${TOKEN}`,
    });
    assert.equal(answer.status, 200);
    assert.deepEqual((await answer.json()).items, []);
    const page = await get('/tenants');
    assert.match(await page.text(), /<div id="root">/);
  } catch (error) {
    throw new Error(backend.output, { cause: error });
  } finally {
    await backend.stop();
  }
});
