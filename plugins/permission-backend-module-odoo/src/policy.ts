import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  taskCancelPermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  ENVIRONMENT_ANNOTATION,
  RESOURCE_TYPE_ENVIRONMENT,
  TENANT_ANNOTATION,
} from '@plumbline/plugin-odoo-common';
import {
  createOdooConditionalDecision,
  odooConditions,
} from '@plumbline/plugin-odoo-node';
import { UserInfoService } from '@backstage/backend-plugin-api';
import { hasBackstageGrant } from './backstageGrants';
import { reachOf } from './grants';
import { Role, RoleGroups, rolesOf } from './roles';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** Roles and separation of duties as a sample: adopters replace the tables, not the plugins. */
export class OdooPermissionPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;
  readonly #groups: RoleGroups;

  constructor(options: { userInfo: UserInfoService; groups: RoleGroups }) {
    this.#userInfo = options.userInfo;
    this.#groups = options.groups;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return deny;
    const { userEntityRef, ownershipEntityRefs: claims } =
      await this.#userInfo.getUserInfo(user.credentials);
    const roles = rolesOf(claims, this.#groups);

    const reach = reachOf(permission.name, roles);
    if (reach === 'all') return allow;
    if (reach === 'none') return deny;
    if (reach === 'own') {
      return isResourcePermission(permission, RESOURCE_TYPE_ENVIRONMENT)
        ? createOdooConditionalDecision(
            permission,
            odooConditions.isTenantOwner({ claims }),
          )
        : deny;
    }

    if (!hasBackstageGrant(permission.name, roles)) return deny;
    if (isPermission(permission, catalogEntityReadPermission)) {
      return catalogReach(permission, roles, claims);
    }
    if (
      isPermission(permission, taskReadPermission) ||
      isPermission(permission, taskCancelPermission)
    ) {
      // The log of a task shows what somebody else asked for.
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({ createdBy: [userEntityRef] }),
      );
    }
    return allow;
  }
}

/** A requester sees the entities of own tenants only, like the environments themselves. */
function catalogReach(
  permission: typeof catalogEntityReadPermission,
  roles: ReadonlySet<Role>,
  claims: string[],
): PolicyDecision {
  if (!roles.has('requester')) return allow;
  return createCatalogConditionalDecision(permission, {
    anyOf: [
      {
        allOf: [
          {
            not: catalogConditions.hasAnnotation({
              annotation: ENVIRONMENT_ANNOTATION,
            }),
          },
          {
            not: catalogConditions.hasAnnotation({
              annotation: TENANT_ANNOTATION,
            }),
          },
        ],
      },
      catalogConditions.isEntityOwner({ claims }),
    ],
  });
}
