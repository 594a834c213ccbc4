import { LABELS } from '@plumbline/plugin-odoo-common';
import { ComponentName, ODOO_NAME, selectorOf } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';
import { GEVENT_PORT, HTTP_PORT, POSTGRES_PORT } from '../odoo/ports';
import { fromNamespace, publicInternet, tcp } from './networkPeers';

/** Status port of CloudNativePG's instance manager, asked by the operator. */
const INSTANCE_STATUS_PORT = 8000;
const METRICS_PORT = 9187;

/** Names of the operators' namespaces in their own installation guides. */
const OPERATOR_NAMESPACE = 'cnpg-system';
const MONITORING_NAMESPACE = 'monitoring';

/** Everything is denied both ways but these flows. */
export function networkPolicyComponent(context: RenderContext): Manifest[] {
  const pods = (component: ComponentName) => ({
    podSelector: { matchLabels: selectorOf(context, component) },
  });
  const odoo = {
    podSelector: {
      matchLabels: {
        [LABELS.name]: ODOO_NAME,
        [LABELS.partOf]: context.name,
      },
    },
  };
  const ingress = fromNamespace(context.platform.ingress.namespace);

  return [
    ...defaultDeny(context),
    networkPolicy(context, 'allow-web', {
      ...pods('web'),
      policyTypes: ['Ingress'],
      ingress: [
        // Cron pods have no HTTP of their own: reports fetch their assets from web.
        { from: [ingress, pods('cron')], ports: tcp(HTTP_PORT) },
      ],
    }),
    networkPolicy(context, 'allow-websocket', {
      ...pods('websocket'),
      policyTypes: ['Ingress'],
      ingress: [{ from: [ingress], ports: tcp(GEVENT_PORT) }],
    }),
    networkPolicy(context, 'allow-odoo-egress', {
      ...odoo,
      policyTypes: ['Egress'],
      egress: [
        { to: [pods('database')], ports: tcp(POSTGRES_PORT) },
        { to: [pods('web')], ports: tcp(HTTP_PORT) },
        // Partners and mail by their public addresses; never into the company's networks.
        { to: [publicInternet()], ports: tcp(443, 587) },
      ],
    }),
    networkPolicy(context, 'allow-database', {
      ...pods('database'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [odoo, pods('database')], ports: tcp(POSTGRES_PORT) },
        {
          from: [fromNamespace(OPERATOR_NAMESPACE)],
          ports: tcp(INSTANCE_STATUS_PORT, POSTGRES_PORT),
        },
        {
          from: [fromNamespace(MONITORING_NAMESPACE)],
          ports: tcp(METRICS_PORT),
        },
      ],
      egress: [
        {
          to: [pods('database')],
          ports: tcp(POSTGRES_PORT, INSTANCE_STATUS_PORT),
        },
        // The Kubernetes API and the backup store, both behind addresses that only the cluster knows.
        { ports: tcp(443) },
      ],
    }),
  ];
}

/** Nothing in or out of the namespace but names being looked up. */
export function defaultDeny(context: ObjectContext): Manifest[] {
  return [
    networkPolicy(context, 'default-deny', {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    }),
    networkPolicy(context, 'allow-dns', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              ...fromNamespace('kube-system'),
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    }),
  ];
}

export function networkPolicy(
  context: ObjectContext,
  name: string,
  spec: ManifestFields,
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(context, {
      name,
      component: 'network',
      wave: 'guardrails',
    }),
    spec,
  };
}
