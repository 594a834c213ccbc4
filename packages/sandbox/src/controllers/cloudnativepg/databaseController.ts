import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  SECOND,
  watchMapped,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import type { DatabaseRole } from './databaseRoleController';
import type { DatabaseCluster } from './shapes';

interface Database extends KubernetesObject {
  spec: {
    name: string;
    owner: string;
    cluster: { name: string };
    ensure?: 'present' | 'absent';
    extensions?: { name: string }[];
  };
  status?: {
    applied?: boolean;
    message?: string;
    observedGeneration?: number;
    extensions?: { name: string; applied: boolean }[];
  };
}

/** Roles that a server has from its beginning. */
const BUILT_IN_ROLES = ['postgres', 'app'];
const RETRY = 10 * SECOND;

/** Stands in for CloudNativePG's control of single databases on a server. */
export class DatabaseController implements Controller {
  readonly name = 'cloudnativepg-database';
  readonly watches;
  readonly #databases: Resources<Database>;
  readonly #clusters: Resources<DatabaseCluster>;
  readonly #roles: Resources<DatabaseRole>;

  constructor(context: ControllerContext) {
    this.#databases = new Resources(context.store, KINDS.database);
    this.#clusters = new Resources(context.store, KINDS.databaseCluster);
    this.#roles = new Resources(context.store, KINDS.databaseRole);
    this.watches = [
      watchOwn(KINDS.database),
      watchMapped(KINDS.databaseRole, ({ metadata }) =>
        this.#databases
          .list(metadata.namespace)
          .filter(({ status }) => !status?.applied)
          .map(database => database.metadata),
      ),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const database = this.#databases.get(namespace, name);
    if (!database || database.metadata.deletionTimestamp) return undefined;
    const { generation } = database.metadata;
    const { status = {}, spec } = database;
    // Like the instance manager: what was applied of this generation is not looked at again.
    if (status.applied && status.observedGeneration === generation) {
      return undefined;
    }
    const message = this.#obstacleTo(database);
    this.#databases.setStatus(database, {
      applied: message === undefined,
      ...(message === undefined
        ? {
            observedGeneration: generation,
            extensions: spec.extensions?.map(extension => ({
              name: extension.name,
              applied: true,
            })),
          }
        : { message }),
    });
    return message === undefined ? undefined : { after: RETRY };
  }

  #obstacleTo({ metadata, spec }: Database): string | undefined {
    const { namespace } = metadata;
    const cluster = this.#clusters.get(namespace, spec.cluster.name);
    const waiting = waitingFor(cluster, spec.cluster.name);
    if (waiting) return waiting;
    const owners = [
      ...BUILT_IN_ROLES,
      cluster?.spec.bootstrap?.initdb?.owner,
      ...this.#roles
        .list(namespace)
        .filter(({ status }) => status?.applied)
        .map(role => role.spec.name),
    ];
    return owners.includes(spec.owner)
      ? undefined
      : `while creating database "${spec.name}": ERROR: role "${spec.owner}" does not exist (SQLSTATE 42704)`;
  }
}

/** What a server does not let be done on it yet. */
export function waitingFor(
  cluster: DatabaseCluster | undefined,
  name: string,
): string | undefined {
  if (!cluster) return `cluster "${name}" not found`;
  return cluster.status?.currentPrimary
    ? undefined
    : `waiting for the primary of cluster "${name}"`;
}
