import { z } from 'zod';

/** Fingerprints and archives beyond this are learnt anew on every reading. */
const MAX_GOOD = 200;
const MAX_ARCHIVES = 4;

const memorySchema = z.object({
  version: z.literal(1),
  /** Fingerprints of backups whose bytes were found good. */
  good: z.array(z.string().max(32)).max(MAX_GOOD),
  /** What the WAL library remembers, by archive id. */
  archives: z.record(z.string(), z.unknown()),
});
export type PgBackRestMemory = z.infer<typeof memorySchema>;

/** Anything else than what was returned before is none. */
export function recall(memory: unknown): PgBackRestMemory {
  return (
    memorySchema.safeParse(memory).data ?? {
      version: 1,
      good: [],
      archives: {},
    }
  );
}

export function remember(
  good: readonly string[],
  archives: ReadonlyMap<string, unknown>,
): PgBackRestMemory {
  return {
    version: 1,
    good: good.slice(-MAX_GOOD),
    archives: Object.fromEntries([...archives].slice(-MAX_ARCHIVES)),
  };
}
