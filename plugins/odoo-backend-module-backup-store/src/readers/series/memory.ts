import { z } from 'zod';
import { BlobItem } from '../../store';
import { Examination, examinationSchema, THOROUGHNESS } from './Examination';

/** Files beyond these are read again each time: what is remembered stays a few kilobytes. */
const REMEMBERED_FILES = 16;
const REMEMBERED_PROBLEMS = 4;

const rememberedSchema = z.object({
  /** Which content this was; a file that is written anew is read anew. */
  version: z.string(),
  thoroughness: z.enum(THOROUGHNESS),
  examination: examinationSchema,
});
export type Remembered = z.infer<typeof rememberedSchema>;

const memorySchema = z.object({
  files: z.record(z.string(), rememberedSchema),
});

export function readMemory(memory: unknown): Map<string, Remembered> {
  const parsed = memorySchema.safeParse(memory);
  return new Map(parsed.success ? Object.entries(parsed.data.files) : []);
}

/** @param files - newest first */
export function toMemory(
  files: readonly {
    blob: BlobItem;
    thoroughness: Remembered['thoroughness'];
    examination: Examination;
  }[],
): z.infer<typeof memorySchema> {
  const entries = files
    // What the store refused to tell is asked again.
    .filter(({ examination }) =>
      examination.problems.every(problem => problem.effect !== 'unreadable'),
    )
    .slice(0, REMEMBERED_FILES)
    .map(({ blob, thoroughness, examination }) => {
      const problems = examination.problems.slice(0, REMEMBERED_PROBLEMS);
      return [
        blob.name,
        {
          version: versionOf(blob),
          thoroughness,
          examination: { ...examination, problems },
        },
      ] as const;
    });
  return { files: Object.fromEntries(entries) };
}

export function versionOf({ size, lastModified, etag }: BlobItem): string {
  return [size, lastModified.toISOString(), etag].join(' ').trim();
}
