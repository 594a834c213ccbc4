import {
  BlobStoreError,
  inspectStore,
  type Inspection,
} from '@plumbline/plugin-odoo-backend-module-backup-store';
import { Output } from '../Output';
import { UsageError } from '../UsageError';
import { readArguments, USAGE } from './arguments';
import { openStore } from './openStore';
import { toJson } from './toJson';
import { printable, toText } from './toText';

/** @returns the exit code: 0 inspected, 1 unreadable store, 2 wrong argument */
export async function inspectBackups(
  args: string[],
  output: Output,
  clock: () => Date = () => new Date(),
): Promise<number> {
  const note = (text: string) => output.note(printable(text));
  try {
    const { help, target, now, json, ...targets } = readArguments(args, clock);
    if (help) {
      output.result(USAGE);
      return 0;
    }
    const { store, prefix, close } = await openStore(target);
    try {
      const inspection = await inspectStore(store, { now, targets, prefix });
      const { reports } = inspection;
      notesOf(inspection).forEach(note);
      output.result(json ? toJson(reports) : toText(reports, store.url, now));
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      note(`${error.message}. See ./plumb inspect-backups --help`);
      return 2;
    }
    if (error instanceof BlobStoreError) {
      note(`inspect-backups: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

/** What the reports do not tell. */
function notesOf({ overlooked, strangers }: Inspection): string[] {
  const notes = overlooked.map(
    folder =>
      `${
        folder || 'the store'
      }: not all of it was looked through, there is too much in it`,
  );
  if (strangers.length > 0) {
    notes.push(
      `${strangers.length} files look like backups and are of no format that is read, such as ${strangers[0]}: nothing is said of them`,
    );
  }
  return notes;
}
