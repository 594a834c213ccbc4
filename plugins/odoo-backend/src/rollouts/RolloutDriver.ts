import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import {
  ChangeActor,
  Rollout,
  RolloutAction,
  RolloutItem,
  decideRollout,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { concernedResources } from '../change/access';
import { advance } from '../change/advance';
import { ChangeContext } from '../change/ChangeContext';
import { ChangeProposals } from '../change/people';
import { RegistrySnapshot } from '../registry';
import { audited } from '../routes/audited';
import { readRolloutFacts } from './readRolloutFacts';
import { RolloutStore, StoredRollout } from './RolloutStore';

/** For one environment no change can be made: it is left out, and somebody looks. Anything else is tried again. */
const REFUSALS: ReadonlySet<string> = new Set([
  'InputError',
  'NotAllowedError',
  'NotFoundError',
]);

/** For how long what could not be proposed is left alone: each attempt is audited. */
const BACK_OFF_MS = 60_000;

/** What came of asking for the change of one environment. */
type Attempted = Extract<
  RolloutAction,
  { type: 'proposed' | 'refused' | 'delayed' | 'halted' }
>;

type KnownToRollouts = Pick<RegistrySnapshot, 'releases' | 'environments'>;

export interface RolloutDriverOptions {
  knex: Knex;
  store: RolloutStore;
  proposals: Pick<ChangeProposals, 'proposeForRollout'>;
  changes: Pick<ChangeContext, 'store' | 'expireAfterMs' | 'approvers'> & {
    registry: { snapshot(): Promise<KnownToRollouts> };
  };
  auditor: AuditorService;
  logger: LoggerService;
}

/** Takes rollouts as far as they go by themselves. What a killed portal had decided and not done is done again. */
export class RolloutDriver {
  readonly #options: RolloutDriverOptions;
  /** When an environment of a rollout could not be proposed. */
  readonly #delayedAt = new Map<string, number>();

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
    const { id } = (await this.#store(read, outcome.next)).rollout;
    for (const { type, environment } of outcome.effects) {
      if (signal?.aborted) return;
      if (type === 'propose') await this.#propose(id, environment);
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

  /** Somebody may have stopped the rollout while the one before was proposed: it is read again for each. */
  async #propose(id: string, environment: string): Promise<void> {
    const stored = await this.#options.store.get(id);
    const item = stored.rollout.items.find(
      each => each.environment === environment,
    );
    const isDue = item?.step === 'proposed' && item.change === undefined;
    if (stored.rollout.state !== 'running' || !isDue) return;
    const key = `${id} ${environment}`;
    const delayedAt = this.#delayedAt.get(key);
    if (delayedAt !== undefined && Date.now() - delayedAt < BACK_OFF_MS) return;
    const result = await this.#attempt(stored, item);
    if (result.type === 'delayed') this.#delayedAt.set(key, Date.now());
    else this.#delayedAt.delete(key);
    await this.#record(stored, result);
  }

  async #attempt(
    { rollout }: StoredRollout,
    { environment, planned }: RolloutItem,
  ): Promise<Attempted> {
    const { proposals, auditor, logger } = this.#options;
    const { id: parent, release, reason, requester } = rollout;
    const note = await this.#whyNone(rollout, environment);
    if (note !== undefined) return { type: 'halted', note };
    const meta = { environment, rollout: parent, requester };
    const proposal = {
      environment,
      release,
      reason,
      requester,
      parent,
      planned,
    };
    try {
      const { id: change } = await audited(
        auditor,
        { eventId: 'change-propose', meta },
        () => proposals.proposeForRollout(proposal),
      );
      return { type: 'proposed', environment, change };
    } catch (error) {
      if (!isError(error)) throw error;
      const { message } = error;
      if (REFUSALS.has(error.name)) {
        return { type: 'refused', environment, note: message };
      }
      logger.warn(
        `${environment} could not get the change of rollout ${parent} and is tried again: ${message}`,
      );
      const told = error.name === 'ConflictError' ? message : 'It failed';
      return {
        type: 'delayed',
        environment,
        note: `${told}. It is tried again`,
      };
    }
  }

  /** Why nobody gets a change before somebody has looked; undefined: nothing stands against it. */
  async #whyNone(
    { release, requester }: Rollout,
    environment: string,
  ): Promise<string | undefined> {
    const { approvers, registry } = this.#options.changes;
    const snapshot = await registry.snapshot();
    if (!snapshot.releases.has(release)) {
      return `The record of ${release} is missing or cannot be read: mend it in releases/ and resume`;
    }
    const present = snapshot.environments.get(environment);
    // What is no more is refused when its change is worked out.
    if (!present) return undefined;
    const resources = concernedResources(present, present.spec, snapshot);
    return (await approvers.standing(requester, resources, 'propose')) ===
      'lost'
      ? `${requester}, who began the rollout, may no longer change ${environment}: stop it and let somebody begin a new one, or skip what is left`
      : undefined;
  }

  /** Fails with ConflictError when somebody steered the rollout meanwhile. */
  async #record(stored: StoredRollout, action: Attempted): Promise<void> {
    const facts = { now: new Date(), items: new Map() };
    const outcome = decideRollout(
      stored.rollout,
      action,
      { type: 'portal' },
      facts,
    );
    if ('refused' in outcome) return;
    await this.#store(stored, outcome.next);
  }

  /**
   * Somebody left an environment out while its change was being made: the change ends, in the name of who asked for
   * the rollout, for it would go on by itself.
   */
  async #endOrphans(): Promise<void> {
    const { store, logger } = this.#options;
    for (const orphan of await store.orphans()) {
      try {
        await this.#end(orphan);
      } catch (error) {
        // Somebody else was faster: the next tick sees what is left.
        if (isError(error) && error.name === 'ConflictError') continue;
        logger.error(
          `Change ${
            orphan.change
          }, whose environment its rollout leaves out, could not be ended and is tried again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #end({
    change,
    requester,
  }: {
    change: string;
    requester: string;
  }): Promise<void> {
    const { changes, auditor } = this.#options;
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
