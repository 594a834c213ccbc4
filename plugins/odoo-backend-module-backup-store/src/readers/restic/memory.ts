import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FOLDERS, ResticFiles } from './resticFiles';

const memorySchema = z.object({
  /** Of all names and sizes: an unchanged repository is balanced as before. */
  listing: z.string(),
  balance: z.object({
    missingPack: z
      .object({ run: z.number(), named: z.number(), held: z.number() })
      .optional(),
    doubtful: z.number().optional(),
    missingIndex: z.number().optional(),
    missingSnapshot: z.boolean(),
  }),
  /** The last file of the sample before. */
  sampledTo: z.string(),
  corrupt: z.array(z.string()),
});
export type ResticMemory = z.infer<typeof memorySchema>;

export function readMemory(memory: unknown): ResticMemory | undefined {
  return memorySchema.safeParse(memory).data;
}

export function digestOf(files: ResticFiles): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    // A lock is written anew every five minutes and changes nothing.
    if (folder === 'locks') continue;
    for (const { name, size } of files[folder])
      hash.update(`${name} ${size}\n`);
  }
  return hash.digest('hex');
}
