import {
  KINDS,
  Resources,
  stamp,
  watchOwn,
  withCondition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
} from '../runtime';
import type { SecretStore } from './shapes';

/** Validates every SecretStore: its provider must name a vault. */
export class SecretStoreController implements Controller {
  readonly name = 'secretstore';
  readonly watches = [watchOwn(KINDS.secretStore)];
  readonly #stores: Resources<SecretStore>;

  constructor(private readonly context: ControllerContext) {
    this.#stores = new Resources(context.store, KINDS.secretStore);
  }

  reconcile({ namespace, name }: ObjectKey): undefined {
    const store = this.#stores.get(namespace, name);
    if (!store) return;
    const valid = store.spec.provider?.azurekv?.vaultUrl !== undefined;
    const condition = {
      type: 'Ready',
      status: valid ? 'True' : 'False',
      reason: valid ? 'Valid' : 'InvalidProviderConfig',
      message: valid ? 'store validated' : 'unable to validate store',
    } as const;
    this.#stores.setStatus(store, {
      capabilities: 'ReadWrite',
      conditions: withCondition(
        store.status?.conditions,
        condition,
        stamp(this.context),
      ),
    });
  }
}
