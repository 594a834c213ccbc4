import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError, isError } from '@backstage/errors';
import {
  ApproveRollout,
  Change,
  ProposeRollout,
  ROLLOUT_ACTIONS,
  Rollout,
  RolloutAction,
  RolloutActor,
  RolloutApprovals,
  RolloutDetail,
  decideRollout,
  odooChangeProposePermission,
  odooEnvironmentReadPermission,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SessionApprovers, UserCredentials } from '../change/access';
import { ChangeReviews } from '../change/people';
import { refusalError } from '../change/refusalError';
import { IdempotencyKey } from '../change/store';
import { EnvironmentAccess } from '../permissions';
import { ReadModel } from '../readModel';
import { fieldErrors } from '../routes/parse';
import { PlanSources, planRollout } from './planRollout';
import { readRolloutFacts } from './readRolloutFacts';
import { withoutNames } from './withoutNames';
import { RolloutStore, StoredRollout } from './RolloutStore';

type Steering = Extract<
  RolloutAction,
  { type: 'pause' | 'resume' | 'skip' | 'stop' }
>;

/** Ends of changes and looks at what came of them, before somebody has to ask again. */
const ROUNDS = 3;

/** What one approval may meet; anything else is ours. */
const REFUSALS: ReadonlySet<string> = new Set([
  'ConflictError',
  'NotAllowedError',
  'NotFoundError',
]);

export interface RolloutsOptions extends PlanSources {
  knex: Knex;
  store: RolloutStore;
  access: EnvironmentAccess;
  readModel: ReadModel;
  reviews: Pick<ChangeReviews, 'cancel'>;
  sessions: Pick<SessionApprovers, 'remember'>;
}

/** What people do with rollouts. */
export class Rollouts {
  readonly #options: RolloutsOptions;

  constructor(options: RolloutsOptions) {
    this.#options = options;
  }

  /** Of all that the caller may change. Fails with InputError, NotAllowedError and ConflictError. */
  async propose(
    asked: ProposeRollout,
    user: UserCredentials,
    key?: IdempotencyKey,
  ): Promise<{ rollout: RolloutDetail; created: boolean }> {
    const { store } = this.#options;
    const earlier = key && (await store.byKey(key));
    if (earlier) {
      return {
        rollout: await this.#present(earlier, user, user),
        created: false,
      };
    }
    const requester = user.principal.userEntityRef;
    const refs = await this.#changeable(user);
    const rollout = await planRollout(this.#options, asked, {
      requester,
      refs,
      now: new Date(),
    });
    const running = await store.openOf(asked.ring, asked.release);
    if (running) {
      // The same request may have begun it while this one was planned.
      const own = key && (await store.byKey(key));
      if (own) {
        return {
          rollout: await this.#present(own, user, user),
          created: false,
        };
      }
      throw new ConflictError(
        `Rollout ${running} brings ${asked.release} to ${asked.ring} already`,
      );
    }
    if (asked.dryRun) {
      const dry = { rollout, version: 0 };
      return { rollout: await this.#present(dry, user, user), created: false };
    }
    const { stored, created } = await store.insert(rollout, key);
    this.#options.sessions.remember(user);
    return { rollout: await this.#present(stored, user, user), created };
  }

  /** Fails with NotFoundError, also where the caller may read none of its environments. */
  async get(
    id: string,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<RolloutDetail> {
    const stored = await this.#options.store.get(id);
    const rollout = await this.#present(stored, credentials, user);
    if (rollout.items.length === 0) {
      throw new NotFoundError(`There is no rollout ${id}`);
    }
    return rollout;
  }

  /** Fails with NotFoundError, NotAllowedError and ConflictError. */
  async steer(
    id: string,
    action: Steering,
    user: UserCredentials,
  ): Promise<RolloutDetail> {
    const { store, knex, reviews } = this.#options;
    for (let round = 0; round < ROUNDS; round++) {
      const read = await store.get(id);
      const actor = await this.#actor(read.rollout, user);
      const facts = await readRolloutFacts(knex, read.rollout, new Date());
      const outcome = decideRollout(read.rollout, action, actor, facts);
      if ('refused' in outcome) throw refusalError(outcome);
      const cancels = outcome.effects.filter(({ type }) => type === 'cancel');
      if (cancels.length === 0) {
        const stored = await store.replace(read, outcome.next);
        this.#options.sessions.remember(user);
        return this.#present(stored, user, user);
      }
      for (const effect of cancels) {
        if (effect.type === 'cancel') await reviews.cancel(effect.change, user);
      }
    }
    throw new ConflictError(
      'One of its changes is reaching the repository just now: try again',
    );
  }

  /**
   * Approves one change after the other, each as if it were approved alone; what is refused keeps nothing back. Fails
   * with InputError when one is no change of the rollout.
   */
  async approve(
    id: string,
    { contentHashes }: ApproveRollout,
    approveOne: (change: string, contentHash: string) => Promise<Change>,
  ): Promise<RolloutApprovals['items']> {
    const { rollout } = await this.#options.store.get(id);
    const own = new Set(rollout.items.map(({ change }) => change));
    const strange = Object.keys(contentHashes).find(name => !own.has(name));
    if (strange) {
      throw fieldErrors([
        {
          path: `contentHashes.${strange}`,
          message: 'is no change of this rollout',
          accepted: 'the id of a change of this rollout',
        },
      ]);
    }
    const items: RolloutApprovals['items'] = [];
    for (const [change, contentHash] of Object.entries(contentHashes)) {
      try {
        const { state } = await approveOne(change, contentHash);
        items.push({ change, state });
      } catch (error) {
        if (!isError(error) || !REFUSALS.has(error.name)) throw error;
        items.push({ change, error: error.message });
      }
    }
    return items;
  }

  /** As `#changeable`, for somebody who may just read: none. */
  async #changeableIfAny(user: UserCredentials): Promise<ReadonlySet<string>> {
    try {
      return await this.#changeable(user);
    } catch (error) {
      if (isError(error) && error.name === 'NotAllowedError') return new Set();
      throw error;
    }
  }

  /** `<tenant>/<stage>` of every environment that the caller may change. Fails with NotAllowedError where it is none. */
  async #changeable(user: UserCredentials): Promise<ReadonlySet<string>> {
    const { access, readModel } = this.#options;
    const readable = await access.readable(odooChangeProposePermission, user);
    return new Set(await readModel.refs(readable));
  }

  /** Whoever steers may change everything that is still to come; where nothing is, all of it. */
  async #actor(
    { items }: Rollout,
    user: UserCredentials,
  ): Promise<RolloutActor> {
    const existing = new Set(await this.#options.readModel.refs('all'));
    const changeable = await this.#changeableIfAny(user);
    const there = items.filter(({ environment }) => existing.has(environment));
    const open = there.filter(
      ({ step }) => step === 'waiting' || step === 'proposed',
    );
    const asked = open.length > 0 ? open : there;
    return {
      type: 'user',
      ref: user.principal.userEntityRef,
      may:
        changeable.size > 0 &&
        asked.every(({ environment }) => changeable.has(environment)),
    };
  }

  async #present(
    { rollout }: StoredRollout,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<RolloutDetail> {
    const { access, readModel } = this.#options;
    const readable = await access.readable(
      odooEnvironmentReadPermission,
      credentials,
    );
    const refs = new Set(await readModel.refs(readable));
    const items = rollout.items.filter(({ environment }) =>
      refs.has(environment),
    );
    const hidden = rollout.items
      .map(({ environment }) => environment)
      .filter(environment => !refs.has(environment));
    const { because } = rollout;
    return {
      ...rollout,
      ...(because && { because: withoutNames(because, hidden) }),
      timeline: rollout.timeline.map(entry => ({
        ...entry,
        note: withoutNames(entry.note, hidden),
      })),
      items,
      hidden: hidden.length,
      actions: await this.#actions(rollout, user),
    };
  }

  /** What the person may do now, asked of the rules themselves. */
  async #actions(
    rollout: Rollout,
    user?: UserCredentials,
  ): Promise<RolloutDetail['actions']> {
    if (!user) {
      const refused = { allowed: false, reason: 'Only a person decides this' };
      const all = ROLLOUT_ACTIONS.map(name => [name, refused]);
      return Object.fromEntries(all);
    }
    const actor = await this.#actor(rollout, user);
    const facts = await readRolloutFacts(
      this.#options.knex,
      rollout,
      new Date(),
    );
    const reason = '-';
    const attempt = (action: Steering) => {
      const outcome = decideRollout(rollout, action, actor, facts);
      return 'refused' in outcome
        ? { allowed: false, reason: outcome.message }
        : { allowed: true };
    };
    return {
      pause: attempt({ type: 'pause', reason }),
      resume: attempt({ type: 'resume', reason }),
      skip: anyOf(
        openOf(rollout).map(environment =>
          attempt({ type: 'skip', environment, reason }),
        ),
      ),
      stop: attempt({ type: 'stop', reason }),
    };
  }
}

/** Whatever waits can be skipped; of what is under way it depends how far it is. */
function openOf({ items }: Rollout): string[] {
  return items
    .filter(({ step }) => step === 'waiting' || step === 'proposed')
    .map(({ environment }) => environment);
}

type Permitted = RolloutDetail['actions']['skip'];

function anyOf(attempts: readonly Permitted[]): Permitted {
  return (
    attempts.find(({ allowed }) => allowed) ??
    attempts[0] ?? { allowed: false, reason: 'Nothing is left to be skipped' }
  );
}
