import { objectAt } from '../json';
import type { ResourceKind } from '../kinds';
import { invalid, type StatusCause } from '../statusError';
import type { KubernetesObject } from './types';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Kinds whose names may hold more than a DNS subdomain: only "/", "%", "." and ".." are barred. */
const PATH_SEGMENT_NAMES = new Set([
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
]);

function nameCause(kind: ResourceKind, name: string): StatusCause[] {
  const valid = PATH_SEGMENT_NAMES.has(`${kind.group}/${kind.kind}`)
    ? !/[/%]/.test(name) && name !== '.' && name !== '..'
    : name.length <= 253 && SUBDOMAIN.test(name);
  if (valid) return [];
  return [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        name,
      )}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
      field: 'metadata.name',
    },
  ];
}

function labelCauses(labels: Record<string, unknown>): StatusCause[] {
  return Object.entries(labels)
    .filter(
      ([key, value]) =>
        !LABEL_KEY.test(key) ||
        typeof value !== 'string' ||
        !LABEL_VALUE.test(value),
    )
    .map(([key, value]) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        value,
      )}: not a valid label (${key})`,
      field: 'metadata.labels',
    }));
}

/** A workload whose selector does not match its own pods would adopt nothing. */
function selectorCauses(
  kind: ResourceKind,
  object: KubernetesObject,
): StatusCause[] {
  if (kind.group !== 'apps') return [];
  const selector = objectAt(object, ['spec', 'selector', 'matchLabels']);
  const labels = objectAt(object, ['spec', 'template', 'metadata', 'labels']);
  const matches = Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
  if (matches) return [];
  return [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        labels,
      )}: \`selector\` does not match template \`labels\``,
      field: 'spec.template.metadata.labels',
    },
  ];
}

/** Fails with Invalid (422): the few rules that objects written by mistake run into. */
export function validateObject(
  kind: ResourceKind,
  object: KubernetesObject,
): void {
  const causes = [
    ...nameCause(kind, object.metadata.name),
    ...labelCauses(object.metadata.labels ?? {}),
    ...selectorCauses(kind, object),
  ];
  if (causes.length > 0) throw invalid(kind, object.metadata.name, causes);
}
