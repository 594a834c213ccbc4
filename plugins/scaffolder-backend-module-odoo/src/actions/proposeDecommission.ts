import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ChangeControlClient } from '../ChangeControlClient';
import { examples } from './proposeDecommission.examples';
import { proposedOutput, seenContentHash } from './proposedFields';
import { proposeInTask } from './proposeInTask';

/** `odoo:environment:decommission`: an environment stops and leaves the repository; its data stays, detached. */
export function createProposeDecommissionAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:environment:decommission',
    description:
      'Proposes to decommission an Odoo environment, on behalf of the user. It needs a restore point, stops what runs and leaves every object that holds data where it is.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/<stage>'),
        reason: z => z.string(),
        contentHash: seenContentHash,
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { environment, reason, contentHash } = ctx.input;
      await proposeInTask(client, ctx, {
        kind: 'decommission',
        environment,
        reason,
        expectedContentHash: contentHash || undefined,
      });
    },
  });
}
