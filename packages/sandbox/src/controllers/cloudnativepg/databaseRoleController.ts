import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  SECOND,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { waitingFor } from './databaseController';
import type { DatabaseCluster } from './shapes';

export interface DatabaseRole extends KubernetesObject {
  spec: {
    name: string;
    cluster: { name: string };
    passwordSecret?: { name: string };
  };
  status?: {
    applied?: boolean;
    message?: string;
    observedGeneration?: number;
  };
}

const RETRY = 10 * SECOND;

/** Stands in for CloudNativePG's control of single roles on a server. */
export class DatabaseRoleController implements Controller {
  readonly name = 'cloudnativepg-role';
  readonly watches = [watchOwn(KINDS.databaseRole)];
  readonly #roles: Resources<DatabaseRole>;
  readonly #clusters: Resources<DatabaseCluster>;
  readonly #secrets: Resources<KubernetesObject>;

  constructor(context: ControllerContext) {
    this.#roles = new Resources(context.store, KINDS.databaseRole);
    this.#clusters = new Resources(context.store, KINDS.databaseCluster);
    this.#secrets = new Resources(context.store, KINDS.secret);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const role = this.#roles.get(namespace, name);
    if (!role || role.metadata.deletionTimestamp) return undefined;
    const { generation } = role.metadata;
    const { status = {} } = role;
    if (status.applied && status.observedGeneration === generation) {
      return undefined;
    }
    const message = this.#obstacleTo(role);
    this.#roles.setStatus(
      role,
      message === undefined
        ? { applied: true, observedGeneration: generation }
        : { applied: false, message },
    );
    return message === undefined ? undefined : { after: RETRY };
  }

  #obstacleTo({ metadata, spec }: DatabaseRole): string | undefined {
    const { namespace } = metadata;
    const cluster = this.#clusters.get(namespace, spec.cluster.name);
    const waiting = waitingFor(cluster, spec.cluster.name);
    if (waiting) return waiting;
    const secret = spec.passwordSecret?.name;
    return !secret || this.#secrets.exists(namespace, secret)
      ? undefined
      : `secrets "${secret}" not found`;
  }
}
