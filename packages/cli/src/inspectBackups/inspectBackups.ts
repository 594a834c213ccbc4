import {
  BlobStoreError,
  inspectStore,
} from '@plumbline/plugin-odoo-backend-module-backup-store';
import { UsageError } from '../UsageError';
import { readArguments, USAGE } from './arguments';
import { openStore } from './openStore';
import { toJson } from './toJson';
import { toText } from './toText';

/** Where a command writes to; each call is a line or more. */
export interface Output {
  result(text: string): void;
  note(text: string): void;
}

/** @returns the exit code: 0 inspected, 1 unreadable store, 2 wrong argument */
export async function inspectBackups(
  args: string[],
  output: Output,
  clock: () => Date = () => new Date(),
): Promise<number> {
  try {
    const { help, target, now, json, ...targets } = readArguments(args, clock);
    if (help) {
      output.result(USAGE);
      return 0;
    }
    const { store, prefix, close } = await openStore(target);
    try {
      const inspection = await inspectStore(store, { now, targets, prefix });
      for (const folder of inspection.overlooked) {
        output.note(
          `${
            folder || 'the container'
          }: too many names; not all of it was looked through`,
        );
      }
      const { reports } = inspection;
      output.result(json ? toJson(reports) : toText(reports, store.url, now));
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      output.note(`${error.message}. See ./plumb inspect-backups --help`);
      return 2;
    }
    if (error instanceof BlobStoreError) {
      output.note(`inspect-backups: ${error.message}`);
      return 1;
    }
    throw error;
  }
}
