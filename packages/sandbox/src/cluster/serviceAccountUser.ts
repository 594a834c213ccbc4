import { randomBytes } from 'node:crypto';
import type { Platform } from '@plumbline/plugin-odoo-common';
import type {
  AccessRule,
  ApiUser,
  ClusterStore,
  KubernetesObject,
} from '../kubernetes';

const RBAC = 'rbac.authorization.k8s.io';

interface RoleBinding extends KubernetesObject {
  roleRef?: { kind?: string; name?: string };
  subjects?: { kind?: string; name?: string; namespace?: string }[];
}

interface Role extends KubernetesObject {
  rules?: AccessRule[];
}

/** As whom the pod that suspends Flux in a freeze calls its cluster. */
export function freezerUser(
  store: Pick<ClusterStore, 'get' | 'list'>,
  { gitops }: Pick<Platform, 'gitops'>,
): ApiUser {
  return serviceAccountUser(store, gitops.flux.namespace, 'freezes');
}

/** A service account of which the API knows the token: it may do what the roles that are bound to it say at the moment. */
function serviceAccountUser(
  store: Pick<ClusterStore, 'get' | 'list'>,
  namespace: string,
  name: string,
): ApiUser {
  return {
    token: randomBytes(24).toString('base64url'),
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', 'system:authenticated'],
    get rules() {
      const bindings = store.list(
        { group: RBAC, kind: 'RoleBinding' },
        { namespace },
      ) as RoleBinding[];
      return bindings
        .filter(({ subjects = [] }) =>
          subjects.some(
            subject =>
              subject.kind === 'ServiceAccount' &&
              subject.name === name &&
              subject.namespace === namespace,
          ),
        )
        .flatMap(({ roleRef }) => rulesOf(store, namespace, roleRef?.name));
    },
  };
}

function rulesOf(
  store: Pick<ClusterStore, 'get'>,
  namespace: string,
  name = '',
): AccessRule[] {
  const role: Role | undefined = store.get(
    { group: RBAC, kind: 'Role' },
    namespace,
    name,
  );
  return (role?.rules ?? []).map(rule => ({
    ...rule,
    namespaces: [namespace],
  }));
}
