import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { promotionFromForm } from '@plumbline/plugin-odoo-common';
import { ChangeControlClient } from '../ChangeControlClient';
import { proposedOutput, seenContentHash } from './proposedFields';
import { proposeInTask } from './proposeInTask';
import { examples } from './proposePromotion.examples';

/** `odoo:environment:promote`: an environment gets a newer release, and stays as it is in all else. */
export function createProposePromotionAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:environment:promote',
    description:
      'Proposes to bring a newer release of the same series and edition to an Odoo environment, on behalf of the user. Nothing happens before its gates pass and others approve it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/<stage>'),
        release: z => z.string().describe('Version, such as 18.0-2026.11.1'),
        reason: z => z.string(),
        contentHash: seenContentHash,
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { contentHash, ...form } = ctx.input;
      await proposeInTask(client, ctx, {
        ...promotionFromForm(form),
        expectedContentHash: contentHash || undefined,
      });
    },
  });
}
