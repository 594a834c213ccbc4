import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ChangeActor,
  RolloutAction,
  decideRollout,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { advance } from '../change/advance';
import { ChangeContext } from '../change/ChangeContext';
import { ChangeProposals } from '../change/people';
import { audited } from '../routes/audited';
import { readRolloutFacts } from './readRolloutFacts';
import { RolloutStore, StoredRollout } from './RolloutStore';

/** For one environment no change can be made: the rollout goes on without it. Anything else is tried again. */
const REFUSALS: ReadonlySet<string> = new Set([
  'InputError',
  'NotAllowedError',
  'NotFoundError',
]);

export interface RolloutDriverOptions {
  knex: Knex;
  store: RolloutStore;
  proposals: Pick<ChangeProposals, 'proposeForRollout'>;
  changes: Pick<ChangeContext, 'store' | 'expireAfterMs'>;
  auditor: AuditorService;
  logger: LoggerService;
}

/** Takes rollouts as far as they go by themselves. What a killed portal had decided and not done is done again. */
export class RolloutDriver {
  readonly #options: RolloutDriverOptions;

  constructor(options: RolloutDriverOptions) {
    this.#options = options;
  }

  /** One rollout after the other; one that fails does not keep the others back. */
  async tick(signal?: AbortSignal): Promise<void> {
    const { store, logger } = this.#options;
    await this.#endOrphans();
    for (const id of await store.open()) {
      if (signal?.aborted) return;
      try {
        await this.#drive(await store.get(id), signal);
      } catch (error) {
        // Somebody steered it meanwhile: the next tick sees what they decided.
        if (isError(error) && error.name === 'ConflictError') continue;
        logger.error(
          `Rollout ${id} could not go on and is tried again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #drive(read: StoredRollout, signal?: AbortSignal): Promise<void> {
    const { knex } = this.#options;
    const facts = await readRolloutFacts(knex, read.rollout, new Date());
    const outcome = decideRollout(
      read.rollout,
      { type: 'tick' },
      { type: 'portal' },
      facts,
    );
    if ('refused' in outcome) return;
    let stored = await this.#store(read, outcome.next);
    for (const { type, environment } of outcome.effects) {
      if (signal?.aborted) return;
      if (type === 'propose') stored = await this.#propose(stored, environment);
    }
  }

  /** What the portal did by itself is audited like what people do. */
  async #store(
    read: StoredRollout,
    next: StoredRollout['rollout'],
  ): Promise<StoredRollout> {
    const { store, auditor } = this.#options;
    const { id, state, release, ring, because = '' } = next;
    if (state === read.rollout.state) return store.replace(read, next);
    const meta = { rollout: id, release, ring, note: because };
    return audited(auditor, { eventId: `rollout-${state}`, meta }, () =>
      store.replace(read, next),
    );
  }

  async #propose(
    stored: StoredRollout,
    environment: string,
  ): Promise<StoredRollout> {
    const { proposals, auditor, logger } = this.#options;
    const { id: parent, release, reason, requester } = stored.rollout;
    const meta = { environment, rollout: parent, requester };
    const proposal = { environment, release, reason, requester, parent };
    try {
      const { id: change } = await audited(
        auditor,
        { eventId: 'change-propose', meta },
        () => proposals.proposeForRollout(proposal),
      );
      return await this.#record(stored, {
        type: 'proposed',
        environment,
        change,
      });
    } catch (error) {
      if (!isError(error)) throw error;
      if (REFUSALS.has(error.name)) {
        const note = error.message;
        return this.#record(stored, { type: 'refused', environment, note });
      }
      logger.warn(
        `${environment} could not get the change of rollout ${parent} and is tried again: ${error.message}`,
      );
      return stored;
    }
  }

  async #record(
    stored: StoredRollout,
    action: RolloutAction,
  ): Promise<StoredRollout> {
    const facts = { now: new Date(), items: new Map() };
    const outcome = decideRollout(
      stored.rollout,
      action,
      { type: 'portal' },
      facts,
    );
    if ('refused' in outcome) return stored;
    return this.#options.store.replace(stored, outcome.next);
  }

  /**
   * Somebody left an environment out while its change was being made: the change ends, in the name of who asked for
   * the rollout, for it would go on by itself.
   */
  async #endOrphans(): Promise<void> {
    const { store, changes, auditor } = this.#options;
    for (const { change, requester } of await store.orphans()) {
      const may = {
        propose: false,
        approve: false,
        cancel: false,
        override: false,
      };
      const actor: ChangeActor = { type: 'user', ref: requester, may };
      await audited(
        auditor,
        { eventId: 'change-cancel', meta: { change, requester } },
        async () => {
          const read = await changes.store.get(change);
          const now = new Date();
          await advance(changes, read, { type: 'cancel' }, { actor, now });
        },
      );
    }
  }
}
