import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';
import { HTTP_PORT } from '../odoo/ports';
import { tcp } from './networkPeers';
import { networkPolicy } from './networkPolicy';

/** Pods of the queue call each other, and nobody else calls them. */
export function queueNetwork(context: RenderContext): Manifest {
  const queue = { podSelector: { matchLabels: selectorOf(context, 'queue') } };
  return networkPolicy(context, 'allow-queue', {
    ...queue,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [queue], ports: tcp(HTTP_PORT) }],
    egress: [{ to: [queue], ports: tcp(HTTP_PORT) }],
  });
}
