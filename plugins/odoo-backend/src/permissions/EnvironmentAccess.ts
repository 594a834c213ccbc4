import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ENVIRONMENT } from '@plumbline/plugin-odoo-common';
import { environmentResourceRef } from '@plumbline/plugin-odoo-node';
import { ReadModel, ReadableEnvironments } from '../readModel';

export type EnvironmentPermission = ResourcePermission<
  typeof RESOURCE_TYPE_ENVIRONMENT
>;

/**
 * Decides what a caller may do with environments. Conditions of the policy become SQL for lists and are
 * applied to the stored environment for one: the same rules, never a second opinion.
 */
export class EnvironmentAccess {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #readModel: ReadModel;

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    readModel: ReadModel;
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
    this.#readModel = options.readModel;
  }

  /** The environments that a list may contain. Fails with NotAllowedError when it may contain none. */
  async readable(
    permission: EnvironmentPermission,
    credentials: BackstageCredentials,
  ): Promise<ReadableEnvironments> {
    const decision = await this.#decide(permission, credentials);
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return 'all';
      case AuthorizeResult.CONDITIONAL:
        return createConditionTransformer(
          this.#registry.getPermissionRuleset(environmentResourceRef),
        )(decision.conditions);
      default:
        throw new NotAllowedError(`${permission.name} is not granted`);
    }
  }

  /** Whether the caller may do this with the environment, which need not exist yet (see `readResources`). */
  async allows(
    permission: EnvironmentPermission,
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const decision = await this.#decide(permission, credentials);
    const [resource] = await this.#readModel.resources([ref]);
    if (!resource) throw new NotFoundError(`${ref} is not an environment`);
    return createConditionAuthorizer(
      this.#registry.getPermissionRuleset(environmentResourceRef),
    )(decision, resource);
  }

  /** Fails with NotAllowedError unless `allows`. */
  async authorize(
    permission: EnvironmentPermission,
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.allows(permission, ref, credentials))) {
      throw new NotAllowedError(`${permission.name} is not granted on ${ref}`);
    }
  }

  async #decide(
    permission: EnvironmentPermission,
    credentials: BackstageCredentials,
  ): Promise<PolicyDecision> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    return decision as PolicyDecision;
  }
}
