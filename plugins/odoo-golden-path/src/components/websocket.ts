import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { ROLLING_UPDATE, odooDeployment } from '../odoo/odooDeployment';
import { GEVENT_PORT } from '../odoo/ports';

const HEALTH = { path: '/websocket/health', port: 'gevent' };

/** The gevent process that a prefork master would start, on its own: live chat and the bus. */
export function websocketComponent(context: RenderContext): Manifest[] {
  return [
    odooDeployment(context, {
      name: OBJECT_NAMES.websocket,
      component: 'websocket',
      size: context.plan.websocket,
      strategy: ROLLING_UPDATE,
      role: {
        args: ['odoo', 'gevent'],
        ports: [{ name: 'gevent', containerPort: GEVENT_PORT }],
        startupProbe: {
          httpGet: HEALTH,
          periodSeconds: 5,
          timeoutSeconds: 5,
          failureThreshold: 60,
        },
        readinessProbe: {
          httpGet: HEALTH,
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 3,
        },
        livenessProbe: {
          tcpSocket: { port: 'gevent' },
          periodSeconds: 20,
          failureThreshold: 6,
        },
      },
    }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.websocket,
        component: 'websocket',
        wave: 'workloads',
      }),
      spec: {
        selector: selectorOf(context, 'websocket'),
        ports: [{ name: 'gevent', port: GEVENT_PORT, targetPort: 'gevent' }],
      },
    },
  ];
}
