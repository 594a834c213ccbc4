import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries } from './binaries';
import { giveAway, unprivileged } from './unprivileged';

const run = promisify(execFile);

/** One WAL segment; the smallest there is, so that a segment with little in it costs little. */
export const SEGMENT_BYTES = 2 ** 20;

/** Makes the data folder of a server. */
export async function initialise(dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await giveAway(dataFolder);
  const [command, ...args] = unprivileged(join(postgresBinaries(), 'initdb'), [
    '-D',
    dataFolder,
    `--wal-segsize=${SEGMENT_BYTES / 2 ** 20}`,
    '--no-sync',
    '--auth=trust',
    '--username=postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--set=io_method=sync',
  ]);
  await run(command, args);
}
