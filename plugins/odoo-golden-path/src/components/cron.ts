import { Manifest } from '../manifest/manifest';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { RECREATE, odooDeployment } from '../odoo/odooDeployment';

/**
 * Scheduled jobs apart from the users. It has no port and so no probe: that it runs says little,
 * whether jobs get done is judged from `ir_cron` (`cron.lag`).
 */
export function cronComponent(context: RenderContext): Manifest[] {
  const { cron } = context.plan;
  return [
    odooDeployment(context, {
      name: OBJECT_NAMES.cron,
      component: 'cron',
      size: cron,
      // Jobs of two releases never run side by side on one database.
      strategy: RECREATE,
      role: {
        args: [
          'odoo',
          '--workers=-1',
          '--no-http',
          `--max-cron-threads=${cron.threads}`,
        ],
      },
    }),
  ];
}
