import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { ROLLING_UPDATE, odooDeployment } from '../odoo/odooDeployment';
import { HTTP_PORT } from '../odoo/ports';

const HEALTH = { path: '/web/health', port: 'http' };

/** What users meet: prefork workers behind a Service. */
export function webComponent(context: RenderContext): Manifest[] {
  const { plan } = context;
  return [
    odooDeployment(context, {
      name: OBJECT_NAMES.web,
      component: 'web',
      size: plan.web,
      strategy: ROLLING_UPDATE,
      role: {
        args: [
          'odoo',
          `--workers=${plan.workersPerPod}`,
          '--max-cron-threads=0',
        ],
        ports: [{ name: 'http', containerPort: HTTP_PORT }],
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
        // Never HTTP: the workers that would answer are the users' own, and at month end, when
        // all are busy, the probe would restart the pod under them.
        livenessProbe: {
          tcpSocket: { port: 'http' },
          periodSeconds: 20,
          failureThreshold: 6,
        },
        // The ingress forgets a pod only after a moment: do not stop before it has.
        lifecycle: { preStop: { sleep: { seconds: 15 } } },
      },
    }),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.web,
        component: 'web',
        wave: 'workloads',
      }),
      spec: {
        selector: selectorOf(context, 'web'),
        ports: [{ name: 'http', port: HTTP_PORT, targetPort: 'http' }],
      },
    },
  ];
}
