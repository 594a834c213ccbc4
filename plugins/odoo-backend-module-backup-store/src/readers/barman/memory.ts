import { z } from 'zod';

const MAX_IDS = 10;
const MAX_INTACT = 100;

const schema = z.object({
  chains: z.unknown(),
  /** The newest backups that were finished, whether they are still there or not. */
  finished: z.array(z.string().max(100)).max(MAX_IDS),
  /** Fingerprints of tar files that need not be looked at again. */
  intact: z.array(z.string().max(20)).max(MAX_INTACT),
});
export type BarmanMemory = z.infer<typeof schema>;

export function parseMemory(memory: unknown): BarmanMemory {
  const parsed = schema.safeParse(memory);
  return parsed.success
    ? parsed.data
    : { chains: undefined, finished: [], intact: [] };
}

/** @param fingerprints - oldest backup first */
export function newestIntact(fingerprints: readonly string[]): string[] {
  return fingerprints.slice(-MAX_INTACT);
}

/** Ids are times: the newest ones are the greatest. */
export function newestIds(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort().slice(-MAX_IDS);
}
