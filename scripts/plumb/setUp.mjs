import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { home, root } from './paths.mjs';
import { run } from './run.mjs';
import { note } from './say.mjs';
import { whenChanged } from './stamp.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** Toolchain and dependencies. Answers the environment for everything that follows. */
export async function setUp() {
  const env = await prepareToolchain();
  const manifests = [
    join(root, 'package.json'),
    join(root, 'yarn.lock'),
    ...(await packageFolders()).map(folder => join(folder, 'package.json')),
  ];
  const work = async () => {
    note('installing dependencies (about a minute)');
    await run('yarn', ['install', '--immutable'], {
      cwd: root,
      env,
      log: join(home, 'logs/install.log'),
    });
  };
  if (existsSync(join(root, 'node_modules/.yarn-state.yml'))) {
    await whenChanged('dependencies', manifests, work);
  } else {
    await work();
  }
  return env;
}

/** The production build of the portal's frontend. */
export async function buildFrontend(env) {
  const work = async () => {
    note('building the frontend (about half a minute)');
    await run('yarn', ['workspace', 'app', 'build'], {
      cwd: root,
      env: { ...env, NODE_OPTIONS: '--max-old-space-size=4096' },
      log: join(home, 'logs/build.log'),
    });
  };
  if (!existsSync(join(root, 'packages/app/dist/index.html'))) await work();
  else await whenChanged('frontend', await frontendSources(), work);
}

async function frontendSources() {
  const frontend =
    /\/(app|odoo-common|odoo-react|tenant-health|change-control|dr-readiness|release-status|scaffolder-module-odoo)$/;
  return [
    join(root, 'yarn.lock'),
    ...(await packageFolders()).filter(folder => frontend.test(folder)),
  ];
}

async function packageFolders() {
  const groups = ['packages', 'plugins'].map(async group => {
    const names = await readdir(join(root, group));
    return names.map(name => join(root, group, name));
  });
  const folders = (await Promise.all(groups)).flat();
  return folders
    .filter(folder => existsSync(join(folder, 'package.json')))
    .sort();
}
