import {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  ChangeActor,
  odooChangeApprovePermission,
  odooChangeCancelPermission,
  odooChangeOverridePermission,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import {
  EnvironmentResource,
  environmentResourceRef,
} from '@plumbline/plugin-odoo-node';
import { EnvironmentPermission } from '../../permissions';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

const DECISION_PERMISSIONS = {
  propose: odooChangeProposePermission,
  approve: odooChangeApprovePermission,
  override: odooChangeOverridePermission,
};
/** What one person decides and the portal does later. */
export type DecidedAct = keyof typeof DECISION_PERMISSIONS;

/**
 * What a person may do with a change. A change is judged by every environment that it concerns: the one that
 * is there, and the one that there will be (see `concernedResources`); only what all of them allow is allowed.
 */
export class ChangeAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /** The person as the rules of a change see them. */
  async actor(
    credentials: UserCredentials,
    resources: readonly EnvironmentResource[],
  ): Promise<ChangeActor & { type: 'user' }> {
    const [propose, approve, cancel, override] = await this.#allowed(
      [
        odooChangeProposePermission,
        odooChangeApprovePermission,
        odooChangeCancelPermission,
        odooChangeOverridePermission,
      ],
      credentials,
      resources,
    );
    return {
      type: 'user',
      ref: credentials.principal.userEntityRef,
      may: { propose, approve, cancel, override },
    };
  }

  /** Fails with NotAllowedError unless the caller may read one of the environments. */
  async authorizeRead(
    credentials: BackstageCredentials,
    resource: EnvironmentResource,
  ): Promise<void> {
    const [allowed] = await this.#allowed(
      [odooEnvironmentReadPermission],
      credentials,
      [resource],
    );
    if (!allowed) {
      throw new NotAllowedError(
        `${odooEnvironmentReadPermission.name} is not granted on ${resource.ref}`,
      );
    }
  }

  /** Whether the person still may; asks the policy now. */
  async may(
    act: DecidedAct,
    credentials: UserCredentials,
    resources: readonly EnvironmentResource[],
  ): Promise<boolean> {
    const [allowed] = await this.#allowed(
      [DECISION_PERMISSIONS[act]],
      credentials,
      resources,
    );
    return allowed;
  }

  async #allowed(
    permissions: readonly EnvironmentPermission[],
    credentials: BackstageCredentials,
    resources: readonly EnvironmentResource[],
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    const authorized = createConditionAuthorizer(
      this.#registry.getPermissionRuleset(environmentResourceRef),
    );
    return decisions.map(
      decision =>
        resources.length > 0 &&
        resources.every(resource =>
          authorized(decision as PolicyDecision, resource),
        ),
    );
  }
}
