import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Claims a data folder for this process: two portals over one world would overwrite each other's tokens
 * and kubeconfig. Answers how to give it back.
 */
export async function claim(data) {
  await mkdir(data, { recursive: true });
  const file = join(data, 'plumb.pid');
  const holder = await readHolder(file);
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(
      `another portal (process ${holder}) uses ${data}. Stop it, or keep this one's world elsewhere with --data`,
    );
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

async function readHolder(file) {
  try {
    return Number(await readFile(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A process that was killed leaves its file behind. */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    if (error.code === 'EPERM') return true;
    throw error;
  }
}
