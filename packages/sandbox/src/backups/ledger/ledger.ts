import { readFile, rename, writeFile } from 'node:fs/promises';
import { tierSchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';

const time = z.iso.datetime().transform(text => new Date(text));

const runSchema = z.object({
  /** Barman's name of it. */
  id: z.string(),
  /** Name of the Backup object that asked for it. */
  name: z.string(),
  state: z.enum(['running', 'completed', 'failed']),
  startedAt: time,
  /** When `pg_backup_stop` came back, also of a run whose upload failed. */
  stoppedAt: time.optional(),
  error: z.string().optional(),
  base: z
    .object({
      systemId: z.string(),
      version: z.string(),
      timeline: z.int(),
      beginLsn: z.string(),
      beginSegment: z.string(),
      endLsn: z.string(),
      endSegment: z.string(),
      backupLabel: z.string(),
      clusterBytes: z.int(),
    })
    .optional(),
  /** It is in the other region too. */
  copied: z.boolean(),
});
export type BaseRun = z.infer<typeof runSchema>;

const cursorSchema = z.object({
  /** The last segment that the store has. */
  segment: z.string(),
  /** Id of the last attachment whose file it has. */
  attachment: z.int(),
});
export type Cursor = z.infer<typeof cursorSchema>;

const serverSchema = z.object({
  /** `<tenant>/<stage>`, or `database-server.<name>` of one that several share. */
  environment: z.string(),
  region: z.string(),
  tier: tierSchema,
  primary: cursorSchema,
  secondary: cursorSchema,
  runs: z.array(runSchema),
});
export type BackedUpServer = z.infer<typeof serverSchema>;

const ledgerSchema = z.object({
  /** When the sandbox ran, oldest first; the first life begins with the recorded past. */
  lives: z.array(z.object({ from: time, until: time })),
  servers: z.array(serverSchema),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** What the sandbox has written into its stores; undefined when it has written none yet. */
export async function readLedger(file: string): Promise<Ledger | undefined> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : ledgerSchema.parse(JSON.parse(text));
}

/** In one step: a sandbox that is killed meanwhile finds the ledger before it or after it. */
export async function writeLedger(file: string, ledger: Ledger): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(ledger), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Base backups that ran when the sandbox ended have left nothing. */
export function interrupt({ lives, servers }: Ledger): void {
  const ended = lives.at(-2)?.until;
  for (const run of servers.flatMap(({ runs }) => runs)) {
    if (run.state !== 'running' || !ended) continue;
    run.state = 'failed';
    run.stoppedAt = ended > run.startedAt ? ended : run.startedAt;
    run.error = 'the connection to the instance was lost';
    run.copied = true;
  }
}
