import {
  catalogEntityReadPermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { Role } from './roles';

const EVERYBODY: readonly Role[] = [
  'requester',
  'releaseManager',
  'platformEngineer',
  'executive',
  'auditor',
];
const PROPOSERS: readonly Role[] = [
  'requester',
  'releaseManager',
  'platformEngineer',
];

/**
 * Permissions of other plugins and who has them. The Kubernetes proxy is raw access with the portal's
 * credentials, so it is for platform engineers alone.
 */
const TABLE: Record<string, readonly Role[]> = {
  [catalogEntityReadPermission.name]: EVERYBODY,
  [catalogLocationReadPermission.name]: EVERYBODY,
  [templateParameterReadPermission.name]: PROPOSERS,
  [templateStepReadPermission.name]: PROPOSERS,
  [actionExecutePermission.name]: PROPOSERS,
  [taskCreatePermission.name]: PROPOSERS,
  [taskReadPermission.name]: PROPOSERS,
  [taskCancelPermission.name]: PROPOSERS,
  [kubernetesClustersReadPermission.name]: [...PROPOSERS, 'auditor'],
  [kubernetesResourcesReadPermission.name]: [...PROPOSERS, 'auditor'],
  [kubernetesProxyPermission.name]: ['platformEngineer'],
};

/** Whether somebody with these roles has a permission that is not ours; unknown ones are for platform engineers. */
export function hasBackstageGrant(
  permission: string,
  roles: ReadonlySet<Role>,
): boolean {
  const granted = TABLE[permission] ?? ['platformEngineer'];
  return granted.some(role => roles.has(role));
}
