import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Change,
  ChangeActor,
  changeActions,
} from '@plumbline/plugin-odoo-common';
import { ChangeAccess, UserCredentials, concernedResources } from '../access';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { refOf } from '../contentOf';

/** Shows changes to those who may read them, with what each person may do. */
export class ChangePresenter {
  readonly #context: ChangeContext;
  readonly #access: ChangeAccess;

  constructor(options: { context: ChangeContext; access: ChangeAccess }) {
    this.#context = options.context;
    this.#access = options.access;
  }

  /** For a person also what they may do with it. Fails with NotFoundError and NotAllowedError. */
  async get(
    id: string,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<Change> {
    const { record } = await this.#context.store.get(id);
    await this.#access.authorizeRead(credentials, {
      ...refOf(record),
      ref: record.environment,
      owner: record.owner,
      tier: record.spec.tier,
    });
    return user ? this.present(record, user) : shown(record);
  }

  /** @param options - `stored`: false for a dry run, which has no id */
  async present(
    record: ChangeRecord,
    credentials: UserCredentials,
    { stored } = { stored: true },
  ): Promise<Change> {
    const actor = await this.actorOf(record, credentials);
    const { expireAfterMs } = this.#context;
    const facts = { now: new Date(), expireAfterMs };
    const { id, ...change } = shown(record);
    return {
      ...(stored ? { id } : {}),
      ...change,
      actions: changeActions(record, actor, facts),
    };
  }

  /** The person as the rules of this change see them. */
  async actorOf(
    record: ChangeRecord,
    credentials: UserCredentials,
  ): Promise<ChangeActor & { type: 'user' }> {
    const snapshot = await this.#context.registry.snapshot();
    const resources = concernedResources(refOf(record), record.spec, snapshot);
    return this.#access.actor(credentials, resources);
  }
}

/** Without what only apply needs. */
function shown(record: ChangeRecord): Change {
  const { head, baseSpec, placement, owner, ...change } = record;
  return change;
}
