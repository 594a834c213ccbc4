import {
  conditionOf,
  HOUR,
  KINDS,
  Resources,
  stamp,
  watchMapped,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
  type Watch,
} from '../runtime';
import type { AzureKind } from './azureKinds';
import type { AzureResource } from './shapes';

/** What stands in the way, in the words of the operator. */
type Obstacle = Pick<Condition, 'reason' | 'severity' | 'message'>;

const WORKING: Obstacle = {
  reason: 'Reconciling',
  severity: 'Info',
  message: 'The resource is in the process of being reconciled by the operator',
};

/** Stands in for Azure Service Operator and for Azure behind it, for one kind of resource. */
export class AzureResourceController implements Controller {
  readonly name: string;
  readonly watches: readonly Watch[];
  readonly #resources: Resources<AzureResource>;
  readonly #owners: Resources<AzureResource> | undefined;

  constructor(
    private readonly context: ControllerContext,
    private readonly kind: AzureKind,
  ) {
    const { groupKind, owner } = kind;
    this.name = `azure-${groupKind.kind.toLowerCase()}`;
    this.#resources = new Resources(context.store, groupKind);
    this.#owners = owner && new Resources(context.store, owner);
    const waiting = watchMapped(owner ?? groupKind, ({ metadata }) =>
      this.#resources
        .list(metadata.namespace)
        .filter(({ spec }) => spec.owner?.name === metadata.name)
        .map(resource => resource.metadata),
    );
    const secrets = watchMapped(KINDS.secret, ({ metadata }) =>
      this.#resources
        .list(metadata.namespace)
        .filter(resource => this.#passwordOf(resource) === metadata.name)
        .map(resource => resource.metadata),
    );
    this.watches = [watchOwn(groupKind), ...(owner ? [waiting] : []), secrets];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const resource = this.#resources.get(namespace, name);
    if (!resource || resource.metadata.deletionTimestamp) return undefined;
    const obstacle = this.#obstacleTo(resource);
    if (obstacle) {
      this.#report(resource, obstacle);
      return undefined;
    }
    const left = this.#provisioningLeft(resource);
    if (left > 0) {
      this.#report(resource, WORKING);
      return { after: left };
    }
    this.#report(resource);
    // What Azure reports moves on, such as how far back it can restore.
    return { after: HOUR, coalesce: true };
  }

  #obstacleTo(resource: AzureResource): Obstacle | undefined {
    const { spec, metadata } = resource;
    const { name } = spec.owner ?? {};
    const owner = name
      ? this.#owners?.get(metadata.namespace, name)
      : undefined;
    if (name && this.#owners && !isReady(owner)) {
      const { group, kind } = this.#owners.groupKind;
      return {
        reason: 'WaitingForOwner',
        severity: 'Warning',
        message: owner
          ? `Owner "${name}, Group/Kind: ${group}/${kind}" is not ready. Progress is blocked until the owner is ready.`
          : `Owner "${name}, Group/Kind: ${group}/${kind}" cannot be found. Progress is blocked until the owner is created.`,
      };
    }
    const password = this.#passwordOf(resource);
    const secrets = new Resources(this.context.store, KINDS.secret);
    if (password && !secrets.exists(metadata.namespace, password)) {
      return {
        reason: 'SecretNotFound',
        severity: 'Warning',
        message: `failed resolving secret references: secret "${metadata.namespace}/${password}" does not exist`,
      };
    }
    return undefined;
  }

  #passwordOf({ spec }: AzureResource): string | undefined {
    const reference = spec.administratorLoginPassword as
      | { name?: string }
      | undefined;
    return reference?.name;
  }

  /** Azure begins when nothing stands in the way any more. */
  #provisioningLeft({ status }: AzureResource): number {
    if (status?.id) return 0;
    const ready = conditionOf(status?.conditions, 'Ready');
    const since =
      ready?.reason === WORKING.reason
        ? Date.parse(ready?.lastTransitionTime ?? '')
        : this.context.clock.now().getTime();
    return since + this.kind.provisioning - this.context.clock.now().getTime();
  }

  #report(resource: AzureResource, obstacle?: Obstacle): void {
    const { status, metadata } = resource;
    const at = stamp(this.context);
    const before = conditionOf(status?.conditions, 'Ready');
    const ready: Condition = {
      type: 'Ready',
      observedGeneration: metadata.generation,
      ...(obstacle
        ? { status: 'False', ...obstacle }
        : { status: 'True', reason: 'Succeeded' }),
    };
    // Unlike others, this operator also moves the time when the reason is another.
    const conditions =
      before && before.reason !== ready.reason
        ? [{ ...ready, lastTransitionTime: at }]
        : withCondition(status?.conditions, ready, at);
    const now = this.context.clock.now();
    this.#resources.setStatus(resource, {
      ...status,
      ...(obstacle
        ? {}
        : { ...this.kind.facts(resource, now), ...this.#identity(resource) }),
      conditions,
    });
  }

  #identity({ spec, metadata }: AzureResource) {
    const name = spec.azureName ?? metadata.name;
    const owner = spec.owner?.name
      ? this.#owners?.get(metadata.namespace, spec.owner.name)
      : undefined;
    const base = owner
      ? `${owner.status?.id}/${this.kind.type}`
      : `${spec.owner?.armId ?? ''}/providers/${this.kind.type}`;
    return { name, id: `${base}/${name}` };
  }
}

function isReady(resource: AzureResource | undefined): boolean {
  return conditionOf(resource?.status?.conditions, 'Ready')?.status === 'True';
}
