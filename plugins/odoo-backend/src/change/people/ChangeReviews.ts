import {
  ApproveChange,
  Change,
  ChangeAction,
  FollowUp,
  OverrideChange,
  untilProblem,
} from '@plumbline/plugin-odoo-common';
import { fieldErrors } from '../../routes/parse';
import { SessionApprovers, UserCredentials } from '../access';
import { advance, settled } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeWorker } from '../worker/ChangeWorker';
import { ChangePresenter } from './ChangePresenter';

/** Approve, override, follow up, reject, cancel: each fails with NotFoundError, NotAllowedError and ConflictError. */
export class ChangeReviews {
  readonly #context: ChangeContext;
  readonly #presenter: ChangePresenter;
  readonly #sessions: SessionApprovers;
  readonly #worker: ChangeWorker;

  constructor(options: {
    context: ChangeContext;
    presenter: ChangePresenter;
    sessions: SessionApprovers;
    worker: ChangeWorker;
  }) {
    this.#context = options.context;
    this.#presenter = options.presenter;
    this.#sessions = options.sessions;
    this.#worker = options.worker;
  }

  async approve(
    id: string,
    { comment, contentHash }: ApproveChange,
    credentials: UserCredentials,
  ): Promise<Change> {
    const action = { type: 'approve', comment, contentHash } as const;
    const change = await this.#review(id, action, credentials);
    this.#sessions.remember(credentials);
    this.#worker.kick(id);
    return change;
  }

  /** Fails with InputError (its `details` name the field) for an end that no override may have. */
  async override(
    id: string,
    asked: OverrideChange,
    credentials: UserCredentials,
  ): Promise<Change> {
    const until = new Date(asked.until).toISOString();
    const message = untilProblem(until, new Date());
    if (message) {
      const accepted = 'a time within the next 7 days';
      throw fieldErrors([{ path: 'until', message, accepted }]);
    }
    const action = { ...asked, until, type: 'override' } as const;
    const change = await this.#review(id, action, credentials);
    this.#sessions.remember(credentials);
    this.#worker.kick(id);
    return change;
  }

  followUp(
    id: string,
    given: FollowUp,
    credentials: UserCredentials,
  ): Promise<Change> {
    return this.#review(id, { type: 'follow-up', ...given }, credentials);
  }

  reject(
    id: string,
    comment: string,
    credentials: UserCredentials,
  ): Promise<Change> {
    return this.#review(id, { type: 'reject', comment }, credentials);
  }

  async cancel(id: string, credentials: UserCredentials): Promise<Change> {
    const change = await this.#review(id, { type: 'cancel' }, credentials);
    // What a running restore test made has to go.
    this.#worker.kick(id);
    return change;
  }

  async #review(
    id: string,
    action: ChangeAction,
    credentials: UserCredentials,
  ): Promise<Change> {
    const read = await this.#context.store.get(id);
    const actor = await this.#presenter.actorOf(read.record, credentials);
    const { record } = settled(
      await advance(this.#context, read, action, { actor, now: new Date() }),
    );
    return this.#presenter.present(record, credentials);
  }
}
