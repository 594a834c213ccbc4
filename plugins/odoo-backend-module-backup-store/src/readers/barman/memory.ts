import { z } from 'zod';

const schema = z.object({
  chains: z.unknown(),
  /** The newest backup that was ever usable: when it is gone before its time, somebody deleted it. */
  newest: z
    .object({ id: z.string().max(100), finishedAt: z.iso.datetime() })
    .nullable(),
});
export type BarmanMemory = z.infer<typeof schema>;

export function parseMemory(memory: unknown): BarmanMemory {
  const parsed = schema.safeParse(memory);
  return parsed.success ? parsed.data : { chains: undefined, newest: null };
}
