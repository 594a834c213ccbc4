import { LABELS } from '@plumbline/plugin-odoo-common';
import { ComponentName, ODOO_NAME, selectorOf } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';
import { GEVENT_PORT, HTTP_PORT, POSTGRES_PORT } from '../odoo/ports';
import { accessFlows, clusterFlows, databasePeer } from './database/network';
import { fromNamespace, publicInternet, tcp } from './networkPeers';

/** Everything is denied both ways but these flows. */
export function networkPolicyComponent(context: RenderContext): Manifest[] {
  const pods = (component: ComponentName) => ({
    podSelector: { matchLabels: selectorOf(context, component) },
  });
  const odoo = odooPods(context);
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
        { to: [databasePeer(context)], ports: tcp(POSTGRES_PORT) },
        { to: [pods('web')], ports: tcp(HTTP_PORT) },
        // Partners and mail by their public addresses; never into the company's networks.
        { to: [publicInternet()], ports: tcp(443, 587) },
      ],
    }),
    ...(context.database.server ? [] : databaseFlows(context)),
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

function odooPods(context: RenderContext): ManifestFields {
  return {
    podSelector: {
      matchLabels: {
        [LABELS.name]: ODOO_NAME,
        [LABELS.partOf]: context.name,
      },
    },
  };
}

/** Of the environment's own server. */
function databaseFlows(context: RenderContext): Manifest[] {
  return [
    context.database.kind === 'flexible-server'
      ? accessFlows(context, databasePeer(context))
      : clusterFlows(context, odooPods(context)),
  ];
}
