import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ChangeControlClient } from '../ChangeControlClient';
import { examples } from './proposeRestoreTest.examples';
import { proposedOutput } from './proposedFields';
import { proposeInTask } from './proposeInTask';

/** `odoo:restore-test:propose`: restores an environment beside itself, to see whether it can be. */
export function createProposeRestoreTestAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:restore-test:propose',
    description:
      'Proposes a restore test of an Odoo environment, on behalf of the user. It runs as soon as its gates pass and leaves nothing behind but its signed result.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/<stage>'),
        to: z =>
          z
            .string()
            .optional()
            .describe(
              'Restores the last moment not after this one, such as 2026-11-23T14:05:00Z; the newest when left out',
            ),
        reason: z => z.string(),
      },
      output: proposedOutput,
    },
    async handler(ctx) {
      const { environment, to, reason } = ctx.input;
      await proposeInTask(client, ctx, {
        kind: 'restore-test',
        environment,
        reason,
        // A field that was emptied comes as an empty text.
        ...(to && { restoreTest: { to } }),
      });
    },
  });
}
