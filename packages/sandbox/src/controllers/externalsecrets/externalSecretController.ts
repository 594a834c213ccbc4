import { StatusError, type NewObject } from '../../kubernetes';
import {
  controlledBy,
  digestOf,
  HOUR,
  KINDS,
  parseDuration,
  Resources,
  SECOND,
  stamp,
  watchMapped,
  watchOwn,
  watchOwned,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import type { ExternalSecret, SecretStore } from './shapes';
import { renderTemplate } from './template';

const RETRY = 15 * SECOND;

/** Stands in for the External Secrets operator: vault and template make the Secret. */
export class ExternalSecretController implements Controller {
  readonly name = 'externalsecret';
  readonly watches;
  readonly #secrets: Resources<ExternalSecret>;
  readonly #stores: Resources<SecretStore>;

  constructor(private readonly context: ControllerContext) {
    this.#secrets = new Resources(context.store, KINDS.externalSecret);
    this.#stores = new Resources(context.store, KINDS.secretStore);
    this.watches = [
      watchOwn(KINDS.externalSecret),
      watchOwned(KINDS.secret, 'ExternalSecret'),
      watchMapped(KINDS.secretStore, ({ metadata }) =>
        context.store
          .storedList(KINDS.externalSecret, metadata.namespace)
          .map(({ namespace, name }) => ({ namespace, name })),
      ),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const external = this.#secrets.get(namespace, name);
    if (!external || external.metadata.deletionTimestamp) return undefined;
    const wait = this.#untilRefresh(external);
    if (wait === undefined) return undefined;
    if (wait > 0) return { after: wait, coalesce: true };
    try {
      this.#sync(external);
    } catch (error) {
      if (error instanceof StatusError || !(error instanceof Error)) {
        throw error;
      }
      this.#fail(external, error.message);
      return { after: RETRY, coalesce: true };
    }
    const interval = refreshInterval(external);
    return interval > 0 ? { after: interval, coalesce: true } : undefined;
  }

  /** Milliseconds until the vault is read again, if the clock decides; 0 when the Secret is not as it was written. */
  #untilRefresh(external: ExternalSecret): number | undefined {
    const { status = {}, metadata } = external;
    const ready = status.conditions?.find(({ type }) => type === 'Ready');
    const written = this.context.store.stored(
      KINDS.secret,
      metadata.namespace,
      targetOf(external),
    );
    const current = status.syncedResourceVersion === versionOf(external);
    if (ready?.status !== 'True' || !written || !current) return 0;
    const interval = refreshInterval(external);
    if (interval === 0) return undefined;
    const now = this.context.clock.now().getTime();
    return Date.parse(status.refreshTime ?? '') + interval - now;
  }

  #sync(external: ExternalSecret): void {
    const values = this.#read(external);
    const { metadata, spec } = external;
    const { template, creationPolicy = 'Owner' } = spec.target ?? {};
    const texts = template?.data
      ? Object.entries(template.data).map(([key, text]) => [
          key,
          renderTemplate(text, values),
        ])
      : Object.entries(values);
    const data = Object.fromEntries(
      texts.map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    );
    const secret: NewObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: targetOf(external),
        namespace: metadata.namespace,
        labels: {
          ...template?.metadata?.labels,
          'reconcile.external-secrets.io/managed': 'true',
        },
        annotations: {
          ...template?.metadata?.annotations,
          'reconcile.external-secrets.io/data-hash': digestOf(data).slice(
            0,
            32,
          ),
        },
        ...(creationPolicy === 'Owner'
          ? { ownerReferences: [controlledBy(external)] }
          : {}),
      },
      data,
      type: template?.type ?? 'Opaque',
    };
    this.context.store.apply(secret, 'external-secrets');
    this.#report(external, {
      type: 'Ready',
      status: 'True',
      reason: 'SecretSynced',
      message: 'secret synced',
    });
  }

  /** Fails in the operator's words when store or key are not there. */
  #read(external: ExternalSecret): Record<string, string> {
    const { namespace } = external.metadata;
    const { secretStoreRef, data = [] } = external.spec;
    const store = this.#stores.get(namespace, secretStoreRef.name);
    const vaultUrl = store?.spec.provider?.azurekv?.vaultUrl;
    if (!vaultUrl) {
      throw new Error(
        `could not get secret store: SecretStore "${secretStoreRef.name}" not found or not ready`,
      );
    }
    return Object.fromEntries(
      data.map(({ secretKey, remoteRef }) => {
        const value = this.context.outside.vault.read(vaultUrl, remoteRef.key);
        if (value === undefined) {
          throw new Error(
            `error processing spec.data[${remoteRef.key}], err: secret ${remoteRef.key} not found in vault ${vaultUrl}`,
          );
        }
        return [secretKey, value];
      }),
    );
  }

  #fail(external: ExternalSecret, message: string): void {
    this.#report(external, {
      type: 'Ready',
      status: 'False',
      reason: 'SecretSyncedError',
      message,
    });
    this.context.events.record(external, {
      type: 'Warning',
      reason: 'UpdateFailed',
      message,
      component: 'external-secrets',
    });
  }

  #report(external: ExternalSecret, ready: Condition): void {
    const at = stamp(this.context);
    const synced = ready.status === 'True';
    this.#secrets.setStatus(external, {
      ...external.status,
      ...(synced
        ? {
            refreshTime: at,
            syncedResourceVersion: versionOf(external),
            binding: { name: targetOf(external) },
          }
        : {}),
      conditions: withCondition(external.status?.conditions, ready, at),
    });
  }
}

function targetOf({ metadata, spec }: ExternalSecret): string {
  return spec.target?.name ?? metadata.name;
}

/** Milliseconds between two readings by the clock; 0: none. */
function refreshInterval({ spec }: ExternalSecret): number {
  return spec.refreshPolicy === 'OnChange'
    ? 0
    : parseDuration(spec.refreshInterval, HOUR);
}

/** Changes with spec, labels and annotations: a changed ExternalSecret is synced at once. */
function versionOf({
  metadata: { generation, labels = {}, annotations = {} },
}: ExternalSecret): string {
  return `${generation}-${digestOf({ labels, annotations }).slice(0, 32)}`;
}
