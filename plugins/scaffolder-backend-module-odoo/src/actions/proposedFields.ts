import type { z as zod } from 'zod/v3';

/** The Scaffolder hands each field its own zod, which is version 3. */
type Z = typeof zod;

/** `contentHash` of the input of every action whose form has a preview. */
export const seenContentHash = (z: Z) =>
  z
    .string()
    .optional()
    .describe(
      'Hash of the content that the user saw in the preview; the proposal is refused when the content has changed since',
    );

/** The output of every action that proposes a change. */
export const proposedOutput = {
  changeId: (z: Z) =>
    z.string().optional().describe('Absent from a dry run: nothing is stored'),
  changeUrl: (z: Z) => z.string().optional(),
  environment: (z: Z) => z.string(),
  state: (z: Z) => z.string(),
  contentHash: (z: Z) => z.string(),
};
