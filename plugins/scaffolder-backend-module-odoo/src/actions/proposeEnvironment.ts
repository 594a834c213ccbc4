import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { proposalFromForm } from '@plumbline/plugin-odoo-common';
import { ChangeControlClient } from '../ChangeControlClient';
import { examples } from './proposeEnvironment.examples';
import { proposedOutput, seenContentHash } from './proposedFields';
import { proposeInTask } from './proposeInTask';

/** `odoo:environment:propose`: the flat parameters of the form become one proposed change. */
export function createProposeEnvironmentAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:environment:propose',
    description:
      'Proposes the change that creates an Odoo environment, on behalf of the user. Nothing happens before the change is approved.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        tenant: z => z.string(),
        stage: z => z.string(),
        owner: z => z.string().optional(),
        businessServices: z => z.array(z.string()).optional(),
        tenancy: z => z.string().optional(),
        tier: z => z.union([z.number(), z.string()]).optional(),
        region: z => z.string().optional(),
        recoveryRegion: z => z.string().optional(),
        series: z => z.string().optional(),
        release: z => z.string().optional(),
        namedUsers: z => z.union([z.number(), z.string()]).optional(),
        databaseGiB: z => z.union([z.number(), z.string()]).optional(),
        filestoreGiB: z => z.union([z.number(), z.string()]).optional(),
        database: z => z.string().optional(),
        hostname: z => z.string().optional(),
        calendar: z => z.string().optional(),
        timeZone: z => z.string().optional(),
        schedule: z => z.string().optional(),
        reason: z => z.string(),
        contentHash: seenContentHash,
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { contentHash, ...form } = ctx.input;
      await proposeInTask(client, ctx, {
        ...proposalFromForm(form),
        expectedContentHash: contentHash || undefined,
      });
    },
  });
}
