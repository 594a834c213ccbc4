import { chown, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** `nobody` on Linux. */
const UID = 65534;

const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root, which the user of a developer's machine may be. Then it runs as
 * nobody, but may still pass through folders that only root can enter.
 */
export function unprivileged(
  command: string,
  args: string[],
): [command: string, args: string[]] {
  if (!isRoot()) return [command, args];
  const rights = [
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  return [
    'setpriv',
    [`--reuid=${UID}`, `--regid=${UID}`, ...rights, command, ...args],
  ];
}

/** Gives a folder with all in it to the user that `unprivileged` runs as. */
export async function handOver(directory: string): Promise<void> {
  if (!isRoot()) return;
  await chown(directory, UID, UID);
  for await (const entry of await opendir(directory, { recursive: true })) {
    await chown(join(entry.parentPath, entry.name), UID, UID);
  }
}
