import { cronJobSchema } from '../cronJob';
import { deploymentSchema } from '../deployment';
import { horizontalPodAutoscalerSchema } from '../horizontalPodAutoscaler';
import { ingressSchema } from '../ingress';
import { jobSchema } from '../job';
import { podSchema } from '../pod';
import { resourceQuotaSchema } from '../resourceQuota';
import { statefulSetSchema } from '../statefulSet';
import { volumeClaimSchema } from '../volumeClaim';

const product = 'Kubernetes';

/** What every cluster serves. */
export const KUBERNETES_KINDS = {
  pods: {
    kind: 'Pod',
    group: '',
    versions: ['v1'],
    plural: 'pods',
    product,
    schema: podSchema,
  },
  deployments: {
    kind: 'Deployment',
    group: 'apps',
    versions: ['v1'],
    plural: 'deployments',
    product,
    schema: deploymentSchema,
  },
  statefulSets: {
    kind: 'StatefulSet',
    group: 'apps',
    versions: ['v1'],
    plural: 'statefulsets',
    product,
    schema: statefulSetSchema,
  },
  jobs: {
    kind: 'Job',
    group: 'batch',
    versions: ['v1'],
    plural: 'jobs',
    product,
    schema: jobSchema,
  },
  cronJobs: {
    kind: 'CronJob',
    group: 'batch',
    versions: ['v1'],
    plural: 'cronjobs',
    product,
    schema: cronJobSchema,
  },
  ingresses: {
    kind: 'Ingress',
    group: 'networking.k8s.io',
    versions: ['v1'],
    plural: 'ingresses',
    product,
    schema: ingressSchema,
  },
  volumeClaims: {
    kind: 'PersistentVolumeClaim',
    group: '',
    versions: ['v1'],
    plural: 'persistentvolumeclaims',
    product,
    schema: volumeClaimSchema,
  },
  resourceQuotas: {
    kind: 'ResourceQuota',
    group: '',
    versions: ['v1'],
    plural: 'resourcequotas',
    product,
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
} as const;
