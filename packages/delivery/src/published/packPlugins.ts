import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, plugins } from '../plugins';
import { run } from './run';

/** A package as the registry would have it. */
export interface Packed {
  name: string;
  role: string;
  /** The archive. */
  archive: string;
  /** Its content. */
  folder: string;
}

/**
 * Builds every plugin and packs it as publishing does, in a copy of the working tree: packing rewrites each
 * package.json for a moment.
 */
export async function packPlugins(scratch: string): Promise<Packed[]> {
  const copy = join(scratch, 'repository');
  await copyTree(copy);
  await run(copy, 'yarn', 'install', '--immutable');
  await run(copy, 'yarn', 'tsc');
  const each = ['workspaces', 'foreach', '--all', '--no-private', '--parallel'];
  await run(copy, 'yarn', ...each, 'run', 'build');
  const archives = join(scratch, 'archives');
  mkdirSync(archives);
  const target = join(archives, '%s.tgz');
  await run(copy, 'yarn', ...each, 'exec', 'yarn', 'pack', '--out', target);
  const packed = plugins().map(({ name, role }) => ({
    name,
    role,
    archive: join(archives, `${name.replace('/', '-')}.tgz`),
    folder: join(scratch, 'unpacked', basename(name)),
  }));
  for (const { archive, folder } of packed) {
    mkdirSync(folder, { recursive: true });
    await run(folder, 'tar', '-xzf', archive, '--strip-components=1');
  }
  // Two gigabytes that nobody reads any more.
  rmSync(copy, { recursive: true });
  return packed;
}

/** What is tracked or could be, without what was built or installed. */
async function copyTree(target: string): Promise<void> {
  const listing = await run(
    ROOT,
    'git',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  );
  const deleted = await run(ROOT, 'git', 'ls-files', '-z', '--deleted');
  const gone = new Set(deleted.split('\0'));
  for (const file of listing.split('\0').filter(name => !gone.has(name))) {
    cpSync(join(ROOT, file), join(target, file));
  }
}
