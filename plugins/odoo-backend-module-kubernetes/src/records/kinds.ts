import { z } from 'zod';
import { ApplicationRecord, applicationSchema } from './application';
import { CertificateRecord, certificateSchema } from './certificate';
import {
  DatabaseClusterRecord,
  databaseClusterSchema,
} from './databaseCluster';
import { DeploymentRecord, deploymentSchema } from './deployment';
import { ExternalSecretRecord, externalSecretSchema } from './externalSecret';
import {
  HorizontalPodAutoscalerRecord,
  horizontalPodAutoscalerSchema,
} from './horizontalPodAutoscaler';
import { JobRecord, jobSchema } from './job';
import { ObjectStoreRecord, objectStoreSchema } from './objectStore';
import { PodRecord, podSchema } from './pod';
import { PrometheusRuleRecord, prometheusRuleSchema } from './prometheusRule';
import { ResourceQuotaRecord, resourceQuotaSchema } from './resourceQuota';
import { ScaledObjectRecord, scaledObjectSchema } from './scaledObject';

export interface KindRecords {
  pods: PodRecord;
  deployments: DeploymentRecord;
  jobs: JobRecord;
  resourceQuotas: ResourceQuotaRecord;
  horizontalPodAutoscalers: HorizontalPodAutoscalerRecord;
  scaledObjects: ScaledObjectRecord;
  certificates: CertificateRecord;
  externalSecrets: ExternalSecretRecord;
  databaseClusters: DatabaseClusterRecord;
  applications: ApplicationRecord;
  objectStores: ObjectStoreRecord;
  prometheusRules: PrometheusRuleRecord;
}
export type KindId = keyof KindRecords;

/** A kind that is listed, and the one schema that reads it. */
export interface Kind<T = unknown> {
  kind: string;
  group: string;
  /** Versions that the schema can read, the best first; discovery picks one. */
  versions: readonly string[];
  plural: string;
  /** What has to be installed for the kind to exist. */
  product: string;
  schema: z.ZodType<T>;
}

export const KINDS: { readonly [K in KindId]: Kind<KindRecords[K]> } = {
  pods: {
    kind: 'Pod',
    group: '',
    versions: ['v1'],
    plural: 'pods',
    product: 'Kubernetes',
    schema: podSchema,
  },
  deployments: {
    kind: 'Deployment',
    group: 'apps',
    versions: ['v1'],
    plural: 'deployments',
    product: 'Kubernetes',
    schema: deploymentSchema,
  },
  jobs: {
    kind: 'Job',
    group: 'batch',
    versions: ['v1'],
    plural: 'jobs',
    product: 'Kubernetes',
    schema: jobSchema,
  },
  resourceQuotas: {
    kind: 'ResourceQuota',
    group: '',
    versions: ['v1'],
    plural: 'resourcequotas',
    product: 'Kubernetes',
    schema: resourceQuotaSchema,
  },
  horizontalPodAutoscalers: {
    kind: 'HorizontalPodAutoscaler',
    group: 'autoscaling',
    versions: ['v2'],
    plural: 'horizontalpodautoscalers',
    product: 'Kubernetes 1.23 or later',
    schema: horizontalPodAutoscalerSchema,
  },
  scaledObjects: {
    kind: 'ScaledObject',
    group: 'keda.sh',
    versions: ['v1alpha1'],
    plural: 'scaledobjects',
    product: 'KEDA',
    schema: scaledObjectSchema,
  },
  certificates: {
    kind: 'Certificate',
    group: 'cert-manager.io',
    versions: ['v1'],
    plural: 'certificates',
    product: 'cert-manager',
    schema: certificateSchema,
  },
  externalSecrets: {
    kind: 'ExternalSecret',
    group: 'external-secrets.io',
    versions: ['v1', 'v1beta1'],
    plural: 'externalsecrets',
    product: 'External Secrets',
    schema: externalSecretSchema,
  },
  databaseClusters: {
    kind: 'Cluster',
    group: 'postgresql.cnpg.io',
    versions: ['v1'],
    plural: 'clusters',
    product: 'CloudNativePG',
    schema: databaseClusterSchema,
  },
  applications: {
    kind: 'Application',
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    plural: 'applications',
    product: 'Argo CD',
    schema: applicationSchema,
  },
  objectStores: {
    kind: 'ObjectStore',
    group: 'barmancloud.cnpg.io',
    versions: ['v1'],
    plural: 'objectstores',
    product: 'The Barman Cloud plugin',
    schema: objectStoreSchema,
  },
  prometheusRules: {
    kind: 'PrometheusRule',
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    plural: 'prometheusrules',
    product: 'The Prometheus operator',
    schema: prometheusRuleSchema,
  },
};

/** `apps/v1`, or `v1` for the core group. */
export function apiVersion({ group, versions }: Kind): string {
  return group ? `${group}/${versions[0]}` : versions[0];
}
