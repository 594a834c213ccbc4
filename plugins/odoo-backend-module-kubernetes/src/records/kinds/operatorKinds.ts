import { certificateSchema } from '../certificate';
import { databaseClusterSchema } from '../databaseCluster';
import { externalSecretSchema } from '../externalSecret';
import { managedDatabaseSchema } from '../managedDatabase';
import { objectStoreSchema } from '../objectStore';
import { prometheusRuleSchema } from '../prometheusRule';
import { scaledObjectSchema } from '../scaledObject';

const postgres = {
  group: 'postgresql.cnpg.io',
  versions: ['v1'],
  product: 'CloudNativePG',
} as const;

/** What the operators in a cluster serve. */
export const OPERATOR_KINDS = {
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
    ...postgres,
    kind: 'Cluster',
    plural: 'clusters',
    schema: databaseClusterSchema,
    shared: true,
  },
  databases: {
    ...postgres,
    kind: 'Database',
    plural: 'databases',
    product: 'CloudNativePG 1.25 or later',
    schema: managedDatabaseSchema,
    shared: true,
  },
  databaseRoles: {
    ...postgres,
    kind: 'DatabaseRole',
    plural: 'databaseroles',
    product: 'CloudNativePG 1.30 or later',
    schema: managedDatabaseSchema,
    shared: true,
  },
  objectStores: {
    kind: 'ObjectStore',
    group: 'barmancloud.cnpg.io',
    versions: ['v1'],
    plural: 'objectstores',
    product: 'The Barman Cloud plugin',
    schema: objectStoreSchema,
    shared: true,
  },
  prometheusRules: {
    kind: 'PrometheusRule',
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    plural: 'prometheusrules',
    product: 'The Prometheus operator',
    schema: prometheusRuleSchema,
  },
} as const;
