import {
  DATABASE_SERVER_LABEL,
  EXPIRES_ANNOTATION,
} from '@plumbline/plugin-odoo-common';
import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { gibibytes, cores } from '../manifest/quantities';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';
import { ARCHIVE_RETRIES, archivesOf } from '../plan/archives';
import { hasOwnCluster } from './database';

/** Room over the plan for a failed pod that is being replaced. */
const HEADROOM = 1.25;

/** For whoever looks at the cluster; what happens on that day is the portal's to say. */
const expiry = ({ spec }: RenderContext): Record<string, string> =>
  spec.expires === 'never' ? {} : { [EXPIRES_ANNOTATION]: spec.expires };

/** By it the server lets the pods of this namespace in. */
const serverLabel = ({
  database: { server },
}: RenderContext): Record<string, string> =>
  server ? { [DATABASE_SERVER_LABEL]: server.name } : {};

/** The namespace and what bounds it. */
export function namespaceComponent(context: RenderContext): Manifest[] {
  return [
    // Deleting a namespace deletes the databases in it.
    restrictedNamespace(context, {
      holdsData: true,
      annotations: expiry(context),
      labels: serverLabel(context),
    }),
    resourceQuota(context),
    limitRange(context),
  ];
}

/** A namespace whose pods can neither be privileged nor reach their node. */
export function restrictedNamespace(
  context: ObjectContext,
  {
    labels,
    ...options
  }: {
    holdsData?: true;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  } = {},
): Manifest {
  const { namespace: _, ...metadata } = metadataOf(context, {
    name: context.namespace,
    component: 'namespace',
    wave: 'namespace',
    ...options,
  });
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      ...metadata,
      labels: {
        ...labelsOf(context, 'namespace'),
        ...labels,
        // A policy sees one object at a time: it cannot look for the NetworkPolicy of this name.
        'plumbline.dev/network-policy': 'default-deny',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  };
}

function resourceQuota(context: RenderContext): Manifest {
  const { totals, database } = context.plan;
  const ofInstances = hasOwnCluster(context) ? database.instances + 1 : 0;
  const ofArchive = archivesOf(context.platform, context.tier, context.spec)
    ? ARCHIVE_RETRIES + 1
    : 0;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.resourceQuota,
      component: 'namespace',
      wave: 'guardrails',
    }),
    spec: {
      hard: {
        'requests.cpu': cores(totals.cpu * HEADROOM),
        'requests.memory': gibibytes(totals.memoryGiB * HEADROOM),
        pods: String(Math.ceil(totals.pods * HEADROOM)),
        // One volume an instance, one more while an instance is rebuilt, one each try of an archive, and the filestore.
        persistentvolumeclaims: String(ofInstances + ofArchive + 1),
        // Traffic enters by the ingress controller alone.
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    },
  };
}

/** Sizes for containers that state none. */
export function limitRange(context: ObjectContext): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadataOf(context, {
      name: 'environment-limits',
      component: 'namespace',
      wave: 'guardrails',
    }),
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: '50m', memory: '128Mi' },
          default: { memory: '512Mi' },
        },
      ],
    },
  };
}
