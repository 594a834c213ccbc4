import { listAt, objectAt, textAt, valueAt } from '../../json';
import type { KubernetesObject } from '../../store/types';
import {
  AGE,
  at,
  count,
  CREATED_AT,
  NAME,
  since,
  size,
  text,
  wide,
  type Column,
} from '../column';
import { selectorText } from './workloadColumns';

function servicePorts(service: KubernetesObject): string {
  const ports = listAt(service, ['spec', 'ports']).map(port => {
    const node = textAt(port, ['nodePort']);
    const number = textAt(port, ['port']);
    return `${number}${node ? `:${node}` : ''}/${textAt(port, ['protocol'])}`;
  });
  return ports.join(',') || '<none>';
}

function loadBalancers(object: KubernetesObject): string {
  return listAt(object, ['status', 'loadBalancer', 'ingress'])
    .map(entry => textAt(entry, ['ip']) || textAt(entry, ['hostname']))
    .join(',');
}

function ingressHosts(ingress: KubernetesObject): string {
  const hosts = listAt(ingress, ['spec', 'rules']).map(
    rule => textAt(rule, ['host']) || '*',
  );
  return hosts.join(',') || '*';
}

function quota(object: KubernetesObject, limits: boolean): string {
  const used = objectAt(object, ['status', 'used']);
  return Object.entries(objectAt(object, ['spec', 'hard']))
    .filter(([name]) => name.startsWith('limits.') === limits)
    .map(([name, hard]) => `${name}: ${used[name] ?? 0}/${hard}`)
    .join(', ');
}

function involved(event: KubernetesObject): string {
  const kind = textAt(event, ['involvedObject', 'kind']).toLowerCase();
  return `${kind}/${textAt(event, ['involvedObject', 'name'])}`;
}

function nodeStatus(node: KubernetesObject): string {
  const ready = listAt(node, ['status', 'conditions']).find(
    entry => textAt(entry, ['type']) === 'Ready',
  );
  const states: Record<string, string> = { True: 'Ready', False: 'NotReady' };
  const state = states[textAt(ready, ['status'])] ?? 'Unknown';
  const cordoned = valueAt(node, ['spec', 'unschedulable']) === true;
  return cordoned ? `${state},SchedulingDisabled` : state;
}

function nodeRoles(node: KubernetesObject): string {
  const prefix = 'node-role.kubernetes.io/';
  const roles = Object.keys(node.metadata.labels ?? {})
    .filter(label => label.startsWith(prefix))
    .map(label => label.slice(prefix.length));
  return roles.sort().join(',') || '<none>';
}

/** Name of a role or policy that an object binds: `ClusterRole/view`. */
function roleRef(binding: KubernetesObject): string {
  return `${textAt(binding, ['roleRef', 'kind'])}/${textAt(binding, [
    'roleRef',
    'name',
  ])}`;
}

const ROLE = [NAME, CREATED_AT];
const ROLE_BINDING = [NAME, text('Role', roleRef), AGE];

/** Columns of the other built-in kinds (source: the Kubernetes 1.32 printers). */
export const clusterColumns: Record<string, readonly Column[]> = {
  '/Namespace': [NAME, at('Status', 'status.phase'), AGE],
  '/Node': [
    NAME,
    text('Status', nodeStatus),
    text('Roles', nodeRoles),
    AGE,
    at('Version', 'status.nodeInfo.kubeletVersion'),
  ],
  '/Service': [
    NAME,
    at('Type', 'spec.type'),
    at('Cluster-IP', 'spec.clusterIP', '<none>'),
    text('External-IP', object => loadBalancers(object) || '<none>'),
    text('Port(s)', servicePorts),
    AGE,
    wide(
      text('Selector', object => selectorText(object, ['spec', 'selector'])),
    ),
  ],
  '/ConfigMap': [NAME, size('Data', 'data'), AGE],
  '/Secret': [NAME, at('Type', 'type'), size('Data', 'data'), AGE],
  '/ServiceAccount': [NAME, size('Secrets', 'secrets'), AGE],
  '/PersistentVolumeClaim': [
    NAME,
    at('Status', 'status.phase'),
    at('Volume', 'spec.volumeName'),
    at('Capacity', 'status.capacity.storage'),
    text('Access Modes', object =>
      listAt(object, ['status', 'accessModes'])
        .map(mode => String(mode).replace(/[a-z]/g, ''))
        .join(','),
    ),
    at('StorageClass', 'spec.storageClassName'),
    AGE,
    wide(at('VolumeMode', 'spec.volumeMode', '<unset>')),
  ],
  '/ResourceQuota': [
    NAME,
    text('Request', object => quota(object, false)),
    text('Limit', object => quota(object, true)),
    AGE,
  ],
  '/LimitRange': ROLE,
  '/Event': [
    since('Last Seen', 'lastTimestamp'),
    at('Type', 'type'),
    at('Reason', 'reason'),
    text('Object', involved),
    wide(at('Subobject', 'involvedObject.fieldPath')),
    wide(at('Source', 'source.component')),
    at('Message', 'message'),
    wide(since('First Seen', 'firstTimestamp')),
    wide(count('Count', 'count')),
    wide(NAME),
  ],
  'autoscaling/HorizontalPodAutoscaler': [
    NAME,
    text('Reference', object => {
      const target = objectAt(object, ['spec', 'scaleTargetRef']);
      return `${target.kind}/${target.name}`;
    }),
    at('MinPods', 'spec.minReplicas'),
    count('MaxPods', 'spec.maxReplicas'),
    count('Replicas', 'status.currentReplicas'),
    AGE,
  ],
  'policy/PodDisruptionBudget': [
    NAME,
    at('Min Available', 'spec.minAvailable', 'N/A'),
    at('Max Unavailable', 'spec.maxUnavailable', 'N/A'),
    count('Allowed Disruptions', 'status.disruptionsAllowed'),
    AGE,
  ],
  'networking.k8s.io/NetworkPolicy': [
    NAME,
    text('Pod-Selector', object =>
      selectorText(object, ['spec', 'podSelector', 'matchLabels']),
    ),
    AGE,
  ],
  'networking.k8s.io/Ingress': [
    NAME,
    at('Class', 'spec.ingressClassName', '<none>'),
    text('Hosts', ingressHosts),
    text('Address', loadBalancers),
    text('Ports', object =>
      listAt(object, ['spec', 'tls']).length > 0 ? '80, 443' : '80',
    ),
    AGE,
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': [
    NAME,
    size('Validations', 'spec.validations'),
    at('ParamKind', 'spec.paramKind.kind', '<unset>'),
    AGE,
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    NAME,
    at('PolicyName', 'spec.policyName'),
    at('ParamRef', 'spec.paramRef.name', '<unset>'),
    AGE,
  ],
  'rbac.authorization.k8s.io/Role': ROLE,
  'rbac.authorization.k8s.io/ClusterRole': ROLE,
  'rbac.authorization.k8s.io/RoleBinding': ROLE_BINDING,
  'rbac.authorization.k8s.io/ClusterRoleBinding': ROLE_BINDING,
  'scheduling.k8s.io/PriorityClass': [
    NAME,
    count('Value', 'value'),
    at('Global-Default', 'globalDefault', 'false'),
    AGE,
  ],
  'storage.k8s.io/StorageClass': [
    NAME,
    at('Provisioner', 'provisioner'),
    at('ReclaimPolicy', 'reclaimPolicy', 'Delete'),
    at('VolumeBindingMode', 'volumeBindingMode', 'Immediate'),
    at('AllowVolumeExpansion', 'allowVolumeExpansion', 'false'),
    AGE,
  ],
  'apiextensions.k8s.io/CustomResourceDefinition': ROLE,
};
