import type { ResourceKind } from './resourceKind';

const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
];

const POD_FIELDS = [
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'spec.hostNetwork',
  'status.phase',
  'status.podIP',
  'status.nominatedNodeName',
];

type Row = Omit<ResourceKind, 'group' | 'version' | 'namespaced'>;

function namespaced(group: string, version: string, row: Row): ResourceKind {
  return { group, version, namespaced: true, ...row };
}

function clusterWide(group: string, version: string, row: Row): ResourceKind {
  return { group, version, namespaced: false, ...row };
}

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** The kinds every cluster serves, one row each (names and short names as Kubernetes 1.32). */
// prettier-ignore
export const builtInKinds: readonly ResourceKind[] = [
  clusterWide('', 'v1', { kind: 'Namespace', plural: 'namespaces', shortNames: ['ns'], subresources: ['status'], fieldLabels: ['status.phase'] }),
  clusterWide('', 'v1', { kind: 'Node', plural: 'nodes', shortNames: ['no'], subresources: ['status'], fieldLabels: ['spec.unschedulable'] }),
  clusterWide('', 'v1', { kind: 'PersistentVolume', plural: 'persistentvolumes', shortNames: ['pv'], subresources: ['status'] }),
  namespaced('', 'v1', { kind: 'Pod', plural: 'pods', shortNames: ['po'], categories: ['all'], subresources: ['status', 'log'], fieldLabels: POD_FIELDS }),
  namespaced('', 'v1', { kind: 'Service', plural: 'services', shortNames: ['svc'], categories: ['all'], subresources: ['status'], fieldLabels: ['spec.clusterIP', 'spec.type'] }),
  namespaced('', 'v1', { kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm'] }),
  namespaced('', 'v1', { kind: 'Secret', plural: 'secrets', fieldLabels: ['type'] }),
  namespaced('', 'v1', { kind: 'ServiceAccount', plural: 'serviceaccounts', shortNames: ['sa'] }),
  namespaced('', 'v1', { kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', shortNames: ['pvc'], subresources: ['status'] }),
  namespaced('', 'v1', { kind: 'ResourceQuota', plural: 'resourcequotas', shortNames: ['quota'], subresources: ['status'] }),
  namespaced('', 'v1', { kind: 'LimitRange', plural: 'limitranges', shortNames: ['limits'] }),
  namespaced('', 'v1', { kind: 'Event', plural: 'events', shortNames: ['ev'], fieldLabels: EVENT_FIELDS }),
  namespaced('events.k8s.io', 'v1', { kind: 'Event', plural: 'events', shortNames: ['ev'], storedAs: { group: '', kind: 'Event' } }),
  namespaced('apps', 'v1', { kind: 'Deployment', plural: 'deployments', shortNames: ['deploy'], categories: ['all'], subresources: ['status', 'scale'] }),
  namespaced('apps', 'v1', { kind: 'ReplicaSet', plural: 'replicasets', shortNames: ['rs'], categories: ['all'], subresources: ['status', 'scale'], fieldLabels: ['status.replicas'] }),
  namespaced('apps', 'v1', { kind: 'StatefulSet', plural: 'statefulsets', shortNames: ['sts'], categories: ['all'], subresources: ['status', 'scale'] }),
  namespaced('apps', 'v1', { kind: 'DaemonSet', plural: 'daemonsets', shortNames: ['ds'], categories: ['all'], subresources: ['status'] }),
  namespaced('batch', 'v1', { kind: 'Job', plural: 'jobs', categories: ['all'], subresources: ['status'], fieldLabels: ['status.successful'] }),
  namespaced('batch', 'v1', { kind: 'CronJob', plural: 'cronjobs', shortNames: ['cj'], categories: ['all'], subresources: ['status'] }),
  namespaced('autoscaling', 'v2', { kind: 'HorizontalPodAutoscaler', plural: 'horizontalpodautoscalers', shortNames: ['hpa'], categories: ['all'], subresources: ['status'] }),
  namespaced('policy', 'v1', { kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', shortNames: ['pdb'], subresources: ['status'] }),
  namespaced('networking.k8s.io', 'v1', { kind: 'NetworkPolicy', plural: 'networkpolicies', shortNames: ['netpol'] }),
  namespaced('networking.k8s.io', 'v1', { kind: 'Ingress', plural: 'ingresses', shortNames: ['ing'], subresources: ['status'] }),
  clusterWide('networking.k8s.io', 'v1', { kind: 'IngressClass', plural: 'ingressclasses' }),
  clusterWide(ADMISSION, 'v1', { kind: 'ValidatingAdmissionPolicy', plural: 'validatingadmissionpolicies', subresources: ['status'] }),
  clusterWide(ADMISSION, 'v1', { kind: 'ValidatingAdmissionPolicyBinding', plural: 'validatingadmissionpolicybindings' }),
  namespaced(RBAC, 'v1', { kind: 'Role', plural: 'roles' }),
  namespaced(RBAC, 'v1', { kind: 'RoleBinding', plural: 'rolebindings' }),
  clusterWide(RBAC, 'v1', { kind: 'ClusterRole', plural: 'clusterroles' }),
  clusterWide(RBAC, 'v1', { kind: 'ClusterRoleBinding', plural: 'clusterrolebindings' }),
  clusterWide('scheduling.k8s.io', 'v1', { kind: 'PriorityClass', plural: 'priorityclasses', shortNames: ['pc'] }),
  clusterWide('storage.k8s.io', 'v1', { kind: 'StorageClass', plural: 'storageclasses', shortNames: ['sc'] }),
  clusterWide('apiextensions.k8s.io', 'v1', { kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', shortNames: ['crd', 'crds'], categories: ['api-extensions'], subresources: ['status'] }),
  namespaced('metrics.k8s.io', 'v1beta1', { kind: 'PodMetrics', plural: 'pods' }),
  clusterWide('metrics.k8s.io', 'v1beta1', { kind: 'NodeMetrics', plural: 'nodes' }),
  clusterWide('authorization.k8s.io', 'v1', { kind: 'SelfSubjectAccessReview', plural: 'selfsubjectaccessreviews', review: true }),
  clusterWide('authorization.k8s.io', 'v1', { kind: 'SelfSubjectRulesReview', plural: 'selfsubjectrulesreviews', review: true }),
  clusterWide('authentication.k8s.io', 'v1', { kind: 'SelfSubjectReview', plural: 'selfsubjectreviews', review: true }),
];
