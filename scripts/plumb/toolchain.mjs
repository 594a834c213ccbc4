import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { home, toolchain } from './paths.mjs';
import { outputOf, run } from './run.mjs';
import { note } from './say.mjs';

const NODE = '24.21.0';
const YARN = '4.13.0';
/** Major versions that Backstage 1.55 supports. */
const SUPPORTED = ['22', '24'];

/**
 * The environment in which everything else runs: a Node.js that fits, Yarn, and the registry of npm.
 * Node.js comes as the package of this platform, so that no install script has to run.
 */
export async function prepareToolchain() {
  const nodePackage = `node-${process.platform}-${process.arch}`;
  const fits = SUPPORTED.includes(process.versions.node.split('.')[0]);
  // One folder for each combination: the Node.js that runs this may itself come from another one.
  const folder = join(toolchain, `${fits ? process.version : NODE}-${YARN}`);
  const bin = join(folder, 'bin');
  const stamp = join(folder, 'ready');

  if (!existsSync(stamp)) {
    note(
      fits
        ? `getting Yarn ${YARN}`
        : `Node.js ${process.versions.node} does not fit; getting ${NODE} and Yarn ${YARN}`,
    );
    const packages = [
      ...(fits ? [] : [`${nodePackage}@${NODE}`]),
      `@yarnpkg/cli-dist@${YARN}`,
    ];
    await mkdir(bin, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}\n');
    await run(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages],
      { cwd: folder, log: join(home, 'logs/toolchain.log') },
    );
    const modules = join(folder, 'node_modules');
    const node = fits
      ? process.execPath
      : join(modules, nodePackage, 'bin/node');
    await link(node, join(bin, 'node'));
    await link(
      join(modules, '@yarnpkg/cli-dist/bin/yarn.js'),
      join(bin, 'yarn'),
    );
    await writeFile(stamp, '');
  }

  return {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    YARN_NPM_REGISTRY_SERVER: await registry(),
    YARN_ENABLE_TELEMETRY: '0',
  };
}

async function link(target, path) {
  if (!existsSync(target)) {
    throw new Error(`${target} is missing after the installation`);
  }
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(target, path);
}

/** Without the slash at the end, as Yarn wants it. */
async function registry() {
  const configured = await outputOf('npm', ['config', 'get', 'registry']);
  return configured.replace(/\/+$/, '');
}
