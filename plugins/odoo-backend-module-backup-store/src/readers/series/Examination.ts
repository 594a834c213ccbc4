import { z } from 'zod';

export const problemSchema = z.object({
  /** Code of the finding. */
  code: z.string(),
  /**
   * `damaged`: it does not bring everything back. `doubtful`: it does, and something about it is wrong.
   * `unreadable`: nobody can tell from the bytes. `note`: decides nothing.
   */
  effect: z.enum(['damaged', 'doubtful', 'unreadable', 'note']),
  summary: z.string(),
  action: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What the bytes of one backup file told. */
export const examinationSchema = z.object({
  problems: z.array(problemSchema),
  /** Name of the database inside. */
  database: z.string().optional(),
  /** When the dump was begun, as the file tells. */
  takenAt: z.iso.datetime().optional(),
  /** What is compared with the backup before, such as the bytes of the dump. */
  amounts: z.record(z.string(), z.number()),
});
export type Examination = z.infer<typeof examinationSchema>;

/** How much of a file was read, least first. */
export const THOROUGHNESS = [
  /** Headers, directories and tails. */
  'outline',
  /** All that the database needs. */
  'database',
  /** Every byte. */
  'whole',
] as const;
export type Thoroughness = (typeof THOROUGHNESS)[number];

export const RETAKE = 'Take a new backup and find out what cut or changed it.';

export function damaged(
  code: string,
  summary: string,
  action = RETAKE,
): Problem {
  return { code, effect: 'damaged', summary, action };
}
