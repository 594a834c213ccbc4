import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GroupBackups } from '../backups';
import type { Scenario } from './scenario';

const SEGMENTS = 2;

/**
 * Two segments of the chain that a restore would need now disappear from the store and from its copy. The
 * controller has archived them, and goes on to say that archiving works.
 */
export function brokenWal(
  backups: GroupBackups,
  environment: string,
  folder: string,
): Scenario {
  return {
    name: 'broken-wal',
    title: `Two WAL segments of ${environment} disappear from the backup store`,
    async on() {
      await mkdir(folder, { recursive: true });
      const taken = await backups.live.takeOutSegments(environment, SEGMENTS);
      for (const { name, content } of taken) {
        await writeFile(join(folder, name), content);
      }
    },
    async off() {
      for (const name of (await readdir(folder)).sort()) {
        const content = await readFile(join(folder, name));
        await backups.live.putBackSegment(environment, { name, content });
      }
      await rm(folder, { recursive: true });
    },
    resume: async () => undefined,
  };
}
