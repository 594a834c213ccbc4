import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { SERVER_WIDE_MODULES } from '../odoo/odooConf';
import { RECREATE, odooDeployment } from '../odoo/odooDeployment';
import { HTTP_PORT } from '../odoo/ports';
import { queueNetwork } from './queueNetwork';

const HEALTH = { path: '/web/health', port: 'http' };

/**
 * Jobs of `queue_job`, apart from the users: its runner starts where the module is loaded for the whole
 * server, which is here alone. One of the pods hands jobs out, by an advisory lock; it gives them to the
 * Service, so that all of them work.
 */
export function queueComponent(context: RenderContext): Manifest[] {
  const { queue } = context.plan;
  if (!queue) return [];
  const name = OBJECT_NAMES.queue;
  return [
    odooDeployment(context, {
      name,
      component: 'queue',
      size: queue,
      // Jobs of two releases never run side by side on one database.
      strategy: RECREATE,
      role: {
        args: [
          'odoo',
          `--workers=${queue.workers}`,
          '--max-cron-threads=0',
          `--load=${[...SERVER_WIDE_MODULES, 'queue_job'].join(',')}`,
        ],
        ports: [{ name: 'http', containerPort: HTTP_PORT }],
        readinessProbe: {
          httpGet: HEALTH,
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 3,
        },
        // Busy workers answer late: only a process that is gone is restarted.
        livenessProbe: {
          tcpSocket: { port: 'http' },
          initialDelaySeconds: 60,
          periodSeconds: 20,
          failureThreshold: 6,
        },
      },
      env: [
        {
          name: 'ODOO_QUEUE_JOB_CHANNELS',
          // A worker of every pod stays free to answer.
          value: `root:${Math.max(1, queue.pods * (queue.workers - 1))}`,
        },
        { name: 'ODOO_QUEUE_JOB_SCHEME', value: 'http' },
        { name: 'ODOO_QUEUE_JOB_HOST', value: name },
        { name: 'ODOO_QUEUE_JOB_PORT', value: String(HTTP_PORT) },
      ],
    }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(context, {
        name,
        component: 'queue',
        wave: 'workloads',
      }),
      spec: {
        selector: selectorOf(context, 'queue'),
        ports: [{ name: 'http', port: HTTP_PORT, targetPort: 'http' }],
      },
    },
    queueNetwork(context),
  ];
}
