import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ChangeControlClient } from '../ChangeControlClient';
import { examples } from './beginSeriesUpgrade.examples';

/** `odoo:series-upgrade:begin`: a production is to move to a release of a later series, step by step. */
export function createBeginSeriesUpgradeAction(client: ChangeControlClient) {
  return createTemplateAction({
    id: 'odoo:series-upgrade:begin',
    description:
      'Begins the series upgrade of an Odoo production on behalf of the user. Nothing changes until its first step is proposed.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        environment: z => z.string().describe('<tenant>/production'),
        clone: z => z.string().describe('Tenant of the new one'),
        release: z => z.string().describe('Version, such as 19.0-2026.11.1'),
        reason: z => z.string(),
      },
      output: {
        seriesUpgradeId: z =>
          z.string().optional().describe('Absent from a dry run'),
        seriesUpgradeUrl: z => z.string().optional(),
        environment: z => z.string(),
        state: z => z.string(),
      },
    },
    async handler(ctx) {
      const { environment } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const dryRun = ctx.isDryRun === true;
      // The same request of the same person answers what it began: run again it begins nothing new.
      const { id, state } = await client.beginSeriesUpgrade(
        { ...ctx.input, dryRun },
        { credentials, signal: ctx.signal },
      );
      ctx.output('environment', environment);
      ctx.output('state', state);
      if (dryRun) return;
      ctx.logger.info(`${environment}: series upgrade ${id} is ${state}`);
      ctx.output('seriesUpgradeId', id);
      ctx.output(
        'seriesUpgradeUrl',
        `/releases/series-upgrades/${encodeURIComponent(id)}`,
      );
    },
  });
}
