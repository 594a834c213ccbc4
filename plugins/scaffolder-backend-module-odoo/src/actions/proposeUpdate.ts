import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { updateFromForm } from '@plumbline/plugin-odoo-common';
import { ChangeControlClient } from '../ChangeControlClient';
import { proposedOutput, seenContentHash } from './proposedFields';
import { proposeInTask } from './proposeInTask';
import { examples } from './proposeUpdate.examples';

/** `odoo:environment:update`: what the form names of an environment becomes another, the rest stays as it is. */
export function createProposeUpdateAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:environment:update',
    description:
      'Proposes a change of an Odoo environment on behalf of the user: its size, tier, host names, schedule, expiry, or a restart. What is left out stays as it is. Nothing happens before the change is approved.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/<stage>'),
        namedUsers: z => z.union([z.number(), z.string()]).optional(),
        databaseGiB: z => z.union([z.number(), z.string()]).optional(),
        filestoreGiB: z => z.union([z.number(), z.string()]).optional(),
        tier: z => z.union([z.number(), z.string()]).optional(),
        recoveryRegion: z => z.string().optional(),
        residency: z => z.array(z.string()).optional(),
        hostnames: z =>
          z
            .array(z.string())
            .optional()
            .describe('All of them: what is not named is given up'),
        schedule: z => z.string().optional(),
        expires: z =>
          z.string().optional().describe('never, or a date like 2027-03-31'),
        restartedAt: z =>
          z
            .string()
            .optional()
            .describe('Now, such as 2026-11-23T08:00:00Z, restarts all pods'),
        reason: z => z.string(),
        contentHash: seenContentHash,
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { contentHash, ...form } = ctx.input;
      await proposeInTask(client, ctx, {
        ...updateFromForm(form),
        expectedContentHash: contentHash || undefined,
      });
    },
  });
}
