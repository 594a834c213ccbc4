import { ConflictError, NotAllowedError, isError } from '@backstage/errors';
import {
  Change,
  EnvironmentRef,
  EnvironmentSpec,
  RolloutItem,
  formatEnvironmentRef,
  odooChangeProposePermission,
} from '@plumbline/plugin-odoo-common';
import { createHash } from 'node:crypto';
import {
  ChangeAccess,
  SessionApprovers,
  UserCredentials,
  concernedResources,
} from '../access';
import { RegistrySnapshot } from '../../registry';
import { advance, settled } from '../advance';
import { ChangeContext } from '../ChangeContext';
import { ChangeRecord } from '../ChangeRecord';
import { contentOf, refOf } from '../contentOf';
import { assertStaying } from '../decommission';
import { ChangeParent, draftChange } from '../draftChange';
import {
  OfferedKind,
  ParsedProposal,
  ProposedContent,
  parseProposal,
  parsePromotion,
  parseRevision,
  prepareChange,
  presentEnvironments,
} from '../propose';
import { regate } from '../regate';
import { drawTest } from '../restoreTest';
import { IdempotencyKey, StoredChange } from '../store';
import { ChangeWorker } from '../worker/ChangeWorker';
import { ChangePresenter } from './ChangePresenter';

/** What a rollout asks for of one of its environments. */
export interface RolloutProposal {
  /** `<tenant>/<stage>` */
  environment: string;
  release: string;
  reason: string;
  requester: string;
  /** Id of the rollout. */
  parent: string;
  /** What decided who may change the environment when the rollout was planned. */
  planned?: RolloutItem['planned'];
}

const NOTHING = { approve: false, cancel: false, override: false };

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

export interface Proposed {
  change: Change;
  /** False for a dry run, and for a key that made its change before. */
  created: boolean;
}

/**
 * New changes and new revisions. Both fail with InputError (its `details` name every wrong field),
 * NotAllowedError, NotFoundError and ConflictError.
 */
export class ChangeProposals {
  readonly #context: ChangeContext;
  readonly #access: ChangeAccess;
  readonly #presenter: ChangePresenter;
  readonly #sessions: Pick<SessionApprovers, 'remember'>;
  readonly #worker: ChangeWorker;

  constructor(options: {
    context: ChangeContext;
    access: ChangeAccess;
    presenter: ChangePresenter;
    sessions: Pick<SessionApprovers, 'remember'>;
    worker: ChangeWorker;
  }) {
    this.#context = options.context;
    this.#access = options.access;
    this.#presenter = options.presenter;
    this.#sessions = options.sessions;
    this.#worker = options.worker;
  }

  async propose(
    body: unknown,
    credentials: UserCredentials,
    key?: IdempotencyKey,
    parent?: ChangeParent,
  ): Promise<Proposed> {
    const earlier = key && (await this.#context.store.byKey(key));
    if (earlier) {
      const change = await this.#presenter.present(earlier.record, credentials);
      return { change, created: false };
    }
    const world = await this.#world(credentials);
    await this.#authorOfPresent(body, world.snapshot, credentials);
    const proposal = await parseProposal(body, {
      ...this.#context,
      ...world,
    });
    const actor = await this.#author(proposal, credentials);
    await assertStaying(
      this.#context.store,
      formatEnvironmentRef(proposal.ref),
    );
    const prepared = await prepareChange(
      await this.#drawn(proposal, world.now),
      { ...this.#context, ...world },
    );
    await this.#context.assertBesideUpgrades(prepared, { parent: parent?.id });
    assertSeen(proposal.expectedContentHash, [prepared.contentHash]);

    const { reason, dryRun } = proposal;
    const { now } = world;
    const draft = { reason, now, parent };
    const record = await draftChange(this.#context, prepared, actor, draft);
    if (dryRun) {
      const dry = { stored: false };
      const change = await this.#presenter.present(record, credentials, dry);
      return { change, created: false };
    }
    const { stored, created } = await this.#context.store.insert(record, key);
    // Whether they still may is asked until the data is copied.
    if (record.spec.copyOf) this.#sessions.remember(credentials);
    if (created) this.#worker.kick(stored.record.id);
    const change = await this.#presenter.present(stored.record, credentials);
    return { change, created };
  }

  /**
   * The change that brings a rollout's release to one environment, in the name of who began the rollout: they stay
   * its author and never approve it. The same environment of the same rollout answers the same change. Fails with
   * InputError, NotFoundError and ConflictError, and with NotAllowedError where the environment has another owner or
   * tier than when it was decided, with the rollout, that the requester may propose.
   */
  async proposeForRollout(proposal: RolloutProposal): Promise<ChangeRecord> {
    const { store, registry, platform } = this.#context;
    const { environment, release, reason, requester, parent } = proposal;
    const key: IdempotencyKey = {
      requester,
      key: `rollout ${parent} ${environment}`,
      bodyHash: sha256(release),
    };
    const earlier = await store.byKey(key);
    if (earlier) return earlier.record;
    const [snapshot, now] = [await registry.snapshot(), new Date()];
    const promotion = { kind: 'promote', environment, release, reason };
    const world = { ...this.#context, snapshot, platform, now };
    const parsed = await parsePromotion(promotion, world);
    assertAsPlanned(proposal, parsed.spec);
    await assertStaying(store, environment);
    const prepared = await prepareChange(parsed, world);
    const may = { ...NOTHING, propose: true };
    const actor = { type: 'user', ref: requester, may } as const;
    const partOf = { id: parent, kind: 'rollout' } as const;
    const draft = { reason, now, parent: partOf };
    const record = await draftChange(this.#context, prepared, actor, draft);
    const { stored } = await store.insert(record, key);
    this.#worker.kick(stored.record.id);
    return stored.record;
  }

  async update(
    id: string,
    body: unknown,
    credentials: UserCredentials,
  ): Promise<Change> {
    const read = await this.#context.store.get(id);
    const { record } = read;
    const [kind, ref] = [record.kind as OfferedKind, refOf(record)];
    // Before anything is said about the content: the change may be none of the caller's business.
    await this.#author({ ref, spec: record.spec }, credentials);
    if (kind !== 'create' && kind !== 'update') {
      throw new ConflictError(`A ${kind} has nothing that could be revised`);
    }
    const world = await this.#world(credentials);
    await this.#authorOfPresent(body, world.snapshot, credentials);
    const revision = parseRevision(
      body,
      { kind, ref },
      { ...this.#context, ...world },
    );
    const { spec, reason, expectedContentHash } = revision;
    const actor = await this.#author({ ref, spec }, credentials);
    const prepared = await prepareChange(
      { kind, ref, spec, placement: record.placement },
      { ...this.#context, ...world },
    );
    const { contentHash, approvalsNeeded } = prepared;
    // Either what the person saw and is replacing, or what they saw in a preview of the new content.
    assertSeen(expectedContentHash, [record.contentHash, contentHash]);
    const updated = settled(
      await advance(
        this.#context,
        read,
        { type: 'update', contentHash, approvalsNeeded },
        {
          actor,
          now: world.now,
          content: { ...contentOf(prepared), reason },
        },
      ),
    );
    await this.#gate(updated, world.snapshot);
    this.#worker.kick(id);
    const { record: gated } = await this.#context.store.get(id);
    return this.#presenter.present(gated, credentials);
  }

  /** A restore test gets what it restores; nothing else is drawn. */
  async #drawn(
    { restoreTest, ...proposal }: ParsedProposal,
    now: Date,
  ): Promise<ProposedContent> {
    if (proposal.kind !== 'restore-test') return proposal;
    const to = restoreTest?.to;
    const drawn = await drawTest(this.#context, proposal.ref, { to, now });
    return { ...proposal, restoreTest: drawn };
  }

  /** The revision is stored: whether we evaluate its gates or the schedule was faster is all the same. */
  async #gate(updated: StoredChange, snapshot: RegistrySnapshot) {
    try {
      await regate(this.#context, updated, snapshot);
    } catch (error) {
      if (!isError(error) || error.name !== 'ConflictError') throw error;
    }
  }

  /**
   * Before anything is said about an environment: what is wrong with a proposal tells how it is. Fails with
   * NotAllowedError.
   */
  async #authorOfPresent(
    body: unknown,
    snapshot: RegistrySnapshot,
    credentials: UserCredentials,
  ): Promise<void> {
    for (const present of presentEnvironments(body, snapshot)) {
      await this.#author({ ref: present, spec: present.spec }, credentials);
    }
  }

  /** The caller as author of such a spec. Fails with NotAllowedError. */
  async #author(
    {
      ref,
      spec,
    }: { ref: EnvironmentRef; spec: Parameters<typeof concernedResources>[1] },
    credentials: UserCredentials,
  ) {
    const snapshot = await this.#context.registry.snapshot();
    const resources = concernedResources(ref, spec, snapshot);
    const actor = await this.#access.actor(credentials, resources);
    if (!actor.may.propose) {
      const names = new Set(resources.map(resource => resource.ref));
      throw new NotAllowedError(
        `${odooChangeProposePermission.name} is not granted on ${[
          ...names,
        ].join(' and ')} with this owner`,
      );
    }
    return actor;
  }

  async #world(credentials: UserCredentials) {
    const { registry, platform, userInfo } = this.#context;
    const [snapshot, { ownershipEntityRefs }] = await Promise.all([
      registry.snapshot(),
      userInfo.getUserInfo(credentials),
    ]);
    const authorGroups = ownershipEntityRefs.filter(ref =>
      ref.startsWith('group:'),
    );
    return { snapshot, platform, authorGroups, now: new Date() };
  }
}

/** Fails with NotAllowedError. */
function assertAsPlanned(
  { environment, planned, requester }: RolloutProposal,
  { owner, tier }: Pick<EnvironmentSpec, 'owner' | 'tier'>,
): void {
  if (!planned) return;
  if (planned.owner === owner && planned.tier === tier) return;
  throw new NotAllowedError(
    `${environment} has owner ${owner} and tier ${tier} now, and had ${planned.owner} and ${planned.tier} when ${requester} began the rollout: propose the release for it anew`,
  );
}

/** What the person was shown must be what is there now. Fails with ConflictError. */
function assertSeen(
  expected: string | undefined,
  possible: readonly string[],
): void {
  if (expected === undefined || possible.includes(expected)) return;
  throw new ConflictError(
    'The change would not be what you saw: the repository has moved. Preview it again',
  );
}
