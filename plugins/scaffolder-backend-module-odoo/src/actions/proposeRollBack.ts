import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { rollBackFromForm } from '@plumbline/plugin-odoo-common';
import { ChangeControlClient } from '../ChangeControlClient';
import { proposedOutput, seenContentHash } from './proposedFields';
import { proposeInTask } from './proposeInTask';
import { examples } from './proposeRollBack.examples';

/** `odoo:environment:roll-back`: an earlier release runs again, or what one change did to the settings is taken back. */
export function createProposeRollBackAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:environment:roll-back',
    description:
      'Proposes to roll an Odoo environment back, on behalf of the user. Nothing is migrated; a release whose schema the database no longer fits is refused.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/<stage>'),
        move: z => z.enum(['image-only', 'configuration-only']),
        to: z =>
          z
            .string()
            .describe(
              'Of image-only the release that runs again, of configuration-only the id of the change that is taken back',
            ),
        reason: z => z.string(),
        contentHash: seenContentHash,
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { contentHash, ...form } = ctx.input;
      await proposeInTask(client, ctx, {
        ...rollBackFromForm(form),
        expectedContentHash: contentHash || undefined,
      });
    },
  });
}
