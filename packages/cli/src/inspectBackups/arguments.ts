import { parseArgs } from 'node:util';
import { parseDuration } from '../duration';
import { UsageError } from '../UsageError';

export const USAGE = `Usage: ./plumb inspect-backups FOLDER-OR-CONTAINER-URL
         [--now TIME] [--rpo 15m] [--max-backup-age 48h] [--json]

What the portal concludes about a backup store, through the same readers.

  FOLDER-OR-CONTAINER-URL  a folder, read as if its files were blobs (with tree/ and
                           listing.json in it, names, sizes and times come from the listing);
                           or a container such as https://ACCOUNT.blob.core.windows.net/CONTAINER,
                           with a SAS, or else opened as whoever is signed in (az login,
                           managed identity); http only on this machine
  --now TIME               judge as of this time, RFC 3339 (2026-11-21T12:00:00Z)
  --rpo DURATION           with WAL: how old the newest restorable point may be
  --max-backup-age DURATION
                           how old the newest usable backup may be; the only measure of formats
                           without WAL (zip, dump, restic, filestore, Velero)
  --json                   the reports as JSON on standard output, and nothing else there

Ends with 0 when the store could be inspected, whatever the verdicts are; 1 when it could not be read;
2 when an argument is wrong.`;

const TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i;

export interface Arguments {
  help: boolean;
  target: string;
  now: Date;
  rpoSeconds: number;
  maxBackupAgeSeconds: number;
  json: boolean;
}

/** @throws UsageError */
export function readArguments(args: string[], clock: () => Date): Arguments {
  const { values, positionals } = parse(args);
  const [target, ...more] = positionals;
  if (!values.help && (!target || more.length > 0)) {
    throw new UsageError(
      `one FOLDER-OR-CONTAINER-URL is needed, not ${positionals.length}`,
    );
  }
  return {
    help: values.help,
    target,
    now: values.now === undefined ? clock() : parseTime(values.now),
    rpoSeconds: parseDuration('--rpo', values.rpo),
    maxBackupAgeSeconds: parseDuration(
      '--max-backup-age',
      values['max-backup-age'],
    ),
    json: values.json,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        rpo: { type: 'string', default: '15m' },
        'max-backup-age': { type: 'string', default: '48h' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    const code = String(Object(error).code);
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // The first sentence names the argument; the rest is advice for other programs.
    const [reason] = Object(error).message.split(/\. |\n/);
    throw new UsageError(
      `${reason}; accepted are --now, --rpo, --max-backup-age and --json`,
    );
  }
}

function parseTime(text: string): Date {
  const [, date] = TIME.exec(text) ?? [];
  const day = new Date(`${date}T00:00:00Z`);
  const at = new Date(text);
  // JavaScript takes 30 February for 2 March.
  const exists = !Number.isNaN(+day) && day.toISOString().startsWith(date);
  if (!exists || Number.isNaN(+at)) {
    throw new UsageError(
      `--now takes a time with zone such as 2026-11-21T12:00:00Z, not ${text}`,
    );
  }
  return at;
}
