import { z } from 'zod';
import { Verified, verifiedSchema } from './backups/Verified';

/** What lies beyond these is learnt anew on every reading. */
const MAX_GOOD = 200;
const MAX_SAID = 10;
const MAX_ARCHIVES = 4;

const fingerprint = z.string().max(32);
const memorySchema = z.object({
  version: z.literal(1),
  /** Fingerprints of backups of which there is nothing to say. */
  good: z.array(fingerprint).max(MAX_GOOD),
  /** What is to be said of others. */
  said: z.array(z.tuple([fingerprint, verifiedSchema])).max(MAX_SAID),
  /** The newest backup that was ever finished. */
  newest: z
    .object({ label: z.string().max(100), stoppedAt: z.int() })
    .optional(),
  /** What the WAL library remembers, by archive id. */
  archives: z.record(z.string(), z.unknown()),
});
export type PgBackRestMemory = z.infer<typeof memorySchema>;

const GOOD: Verified = { state: 'good', findings: [] };

/** Anything else than what was returned before is none. */
export function recall(memory: unknown): {
  known: Map<string, Verified>;
  newest?: PgBackRestMemory['newest'];
  archives: PgBackRestMemory['archives'];
} {
  const { success, data } = memorySchema.safeParse(memory);
  if (!success) return { known: new Map(), archives: {} };
  return {
    known: new Map([
      ...data.good.map((each): [string, Verified] => [each, GOOD]),
      ...data.said,
    ]),
    newest: data.newest,
    archives: data.archives,
  };
}

/** @param lasting - by fingerprint, the newest backup first */
export function remember(
  lasting: ReadonlyMap<string, Verified>,
  newest: PgBackRestMemory['newest'],
  archives: ReadonlyMap<string, unknown>,
): PgBackRestMemory {
  const all = [...lasting];
  const isQuiet = ([, { state, findings }]: [string, Verified]) =>
    state === 'good' && findings.length === 0;
  return {
    version: 1,
    good: all
      .filter(isQuiet)
      .map(([each]) => each)
      .slice(0, MAX_GOOD),
    said: all.filter(each => !isQuiet(each)).slice(0, MAX_SAID),
    newest,
    archives: Object.fromEntries([...archives].slice(0, MAX_ARCHIVES)),
  };
}
