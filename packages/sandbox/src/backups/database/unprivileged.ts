import { chown } from 'node:fs/promises';

/** `nobody` on Linux. */
const UID = 65534;

const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root. As root, its processes run as nobody but may still pass through folders
 * that only root can enter: a data folder or a checkout often lies in one.
 */
export function unprivileged(command: string, args: string[]): string[] {
  if (!isRoot()) return [command, ...args];
  return [
    'setpriv',
    `--reuid=${UID}`,
    `--regid=${UID}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    command,
    ...args,
  ];
}

/** Gives a folder to the user that `unprivileged` runs as. */
export async function giveAway(folder: string): Promise<void> {
  if (isRoot()) await chown(folder, UID, UID);
}
