import {
  LABELS,
  MONITORING_NAMESPACE,
  databaseServerPartOf,
} from '@plumbline/plugin-odoo-common';
import { ComponentName, selectorOf } from '../../manifest/labels';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { ObjectContext } from '../../manifest/objectContext';
import { RenderContext } from '../../manifest/renderContext';
import { POSTGRES_PORT } from '../../odoo/ports';
import { fromNamespace, tcp } from '../networkPeers';
import { networkPolicy } from '../networkPolicy';
import { flexibleServerNetwork } from './flexibleServer';

/** Status port of CloudNativePG's instance manager, asked by the operator. */
const INSTANCE_STATUS_PORT = 8000;
const METRICS_PORT = 9187;

/** As the operator's own installation guide names it. */
const OPERATOR_NAMESPACE = 'cnpg-system';

const databasePods = (context: Pick<ObjectContext, 'name'>) => ({
  podSelector: { matchLabels: selectorOf(context, 'database') },
});

/** Where Odoo's connections go: pods beside it, pods of a shared server, or the subnet of Flexible Servers. */
export function databasePeer(context: RenderContext): ManifestFields {
  const { kind, server, namespace } = context.database;
  if (kind === 'flexible-server') {
    return flexibleServerPeer(context, context.spec.region);
  }
  return server
    ? {
        ...fromNamespace(namespace),
        ...databasePods({ name: databaseServerPartOf(server.name) }),
      }
    : databasePods(context);
}

export function flexibleServerPeer(
  context: Pick<ObjectContext, 'platform'>,
  region: string,
): ManifestFields {
  return {
    ipBlock: { cidr: flexibleServerNetwork(context, region).subnetAddresses },
  };
}

/** Of PostgreSQL by CloudNativePG in this namespace. */
export function clusterFlows(
  context: ObjectContext,
  clients: ManifestFields,
): Manifest {
  const pods = databasePods(context);
  const monitoring =
    context.platform.monitoring?.namespace ?? MONITORING_NAMESPACE;
  return networkPolicy(context, 'allow-database', {
    ...pods,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [clients, pods], ports: tcp(POSTGRES_PORT) },
      {
        from: [fromNamespace(OPERATOR_NAMESPACE)],
        ports: tcp(INSTANCE_STATUS_PORT, POSTGRES_PORT),
      },
      { from: [fromNamespace(monitoring)], ports: tcp(METRICS_PORT) },
    ],
    egress: [
      { to: [pods], ports: tcp(POSTGRES_PORT, INSTANCE_STATUS_PORT) },
      // The Kubernetes API and the backup store, both behind addresses that only the cluster knows.
      { ports: tcp(443) },
    ],
  });
}

/** Of the Job that makes roles and databases on a Flexible Server. */
export const accessFlows = (
  context: ObjectContext,
  peer: ManifestFields,
): Manifest =>
  networkPolicy(context, 'allow-database', {
    // Of every environment on the server, whatever it is part of.
    podSelector: {
      matchLabels: {
        [LABELS.component]: 'database-access' satisfies ComponentName,
      },
    },
    policyTypes: ['Egress'],
    egress: [{ to: [peer], ports: tcp(POSTGRES_PORT) }],
  });
