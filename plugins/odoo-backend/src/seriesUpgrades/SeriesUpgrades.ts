import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  Platform,
  ProposeSeriesUpgrade,
  ProposeStep,
  SeriesUpgradeAction,
  SeriesUpgradeActor,
  SeriesUpgradeDetail,
  SeriesUpgradeFacts,
  SeriesUpgradeStep,
  StepChange,
  Tier,
  decideSeriesUpgrade,
  environmentRefSchema,
  formatEnvironmentRef,
  namesMoment,
  odooEnvironmentReadPermission,
  specOfStep,
  stoppedAt,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentResource } from '@plumbline/plugin-odoo-node';
import { createHash } from 'node:crypto';
import {
  ChangeAccess,
  UserCredentials,
  concernedResources,
} from '../change/access';
import { ChangeProposals, Proposed } from '../change/people';
import { refusalError } from '../change/refusalError';
import { IdempotencyKey, usedEnvironments } from '../change/store';
import { EnvironmentAccess } from '../permissions';
import { whereReadable } from '../readModel';
import { RegistryService } from '../registry';
import { planSeriesUpgrade } from './planSeriesUpgrade';
import { presentSeriesUpgrade } from './presentSeriesUpgrade';
import { FactSources, readSeriesUpgradeFacts } from './readSeriesUpgradeFacts';
import { SeriesUpgradeStore, StoredSeriesUpgrade } from './SeriesUpgradeStore';

type Decision = Extract<
  SeriesUpgradeAction,
  { type: 'confirm' | 'go-back' | 'stop' }
>;

/** Who owns the old environment, or did, owns what comes of it. */
interface Concerned {
  environment: string;
  clone: string;
  owner: string;
  tier: Tier;
}

export interface SeriesUpgradesOptions extends Required<FactSources> {
  store: SeriesUpgradeStore;
  registry: Pick<RegistryService, 'snapshot'>;
  platform: Pick<Platform, 'series'>;
  /** Who may read. */
  access: EnvironmentAccess;
  /** What a person may do. */
  changeAccess: ChangeAccess;
  proposals: Pick<ChangeProposals, 'propose'>;
}

/** What people do with series upgrades. Nothing is proposed that nobody asked for. */
export class SeriesUpgrades {
  readonly #options: SeriesUpgradesOptions;

  constructor(options: SeriesUpgradesOptions) {
    this.#options = options;
  }

  /**
   * The same request of the same person answers the open one that it made. Fails with InputError, NotAllowedError and
   * ConflictError.
   */
  async begin(
    asked: ProposeSeriesUpgrade,
    user: UserCredentials,
  ): Promise<{ upgrade: SeriesUpgradeDetail; created: boolean }> {
    const { store, registry } = this.#options;
    const snapshot = await registry.snapshot();
    const environment = formatEnvironmentRef(asked.environment);
    const requester = user.principal.userEntityRef;
    const spec = snapshot.environments.get(environment)?.spec;
    const owner = spec?.owner ?? '';
    const tier = spec?.tier ?? 1;
    // Before anything is said about it: what is wrong with the request tells how the environment is.
    const { clone } = asked;
    await this.#assertPropose({ environment, clone, owner, tier }, user);
    const open = await store.openOf(environment);
    if (open) {
      const { upgrade } = open;
      const same =
        upgrade.clone === clone &&
        upgrade.release === asked.release &&
        upgrade.requester === requester;
      if (same) {
        return { upgrade: await this.#present(open, user), created: false };
      }
      throw new ConflictError(
        `${environment} has the open series upgrade ${upgrade.id} to ${upgrade.release} already`,
      );
    }
    const { series } = this.#options.platform;
    const used = await usedEnvironments(this.#options.knex, clone);
    const world = { ...snapshot, series, used };
    const upgrade = planSeriesUpgrade(asked, world, {
      requester,
      now: new Date(),
    });
    const given = { upgrade, owner, tier };
    if (asked.dryRun) {
      const dry = await this.#present({ ...given, version: 0 }, user);
      return { upgrade: dry, created: false };
    }
    const stored = await store.insert(given);
    return { upgrade: await this.#present(stored, user), created: true };
  }

  /** Fails with NotFoundError, also for whoever may not read the old environment. */
  async get(
    id: string,
    credentials: BackstageCredentials,
    user?: UserCredentials,
  ): Promise<SeriesUpgradeDetail> {
    await this.#assertReadable(id, credentials);
    return this.#present(await this.#options.store.get(id), user);
  }

  /** The next change of a step, as its own kind of proposal. Fails as a proposal does. */
  async proposeStep(
    id: string,
    step: SeriesUpgradeStep,
    { reason, expectedContentHash, dryRun }: ProposeStep,
    user: UserCredentials,
  ): Promise<Proposed> {
    await this.#assertReadable(id, user);
    const read = await this.#options.store.get(id);
    const facts = await this.#facts(read);
    const actor = await this.#actor(read, user);
    const action = { type: 'propose', step } as const;
    const outcome = decideSeriesUpgrade(read.upgrade, action, actor, facts);
    if ('refused' in outcome) throw refusalError(outcome);
    const { propose } = outcome;
    if (!propose) throw new ConflictError('This step has no change');
    const { environment, kind } = propose;
    const spec = await this.#specOf(read, step, propose, facts);
    const body = {
      kind,
      environment,
      reason,
      dryRun,
      ...(spec && { spec }),
      // A restore test is drawn anew each time.
      ...(kind !== 'restore-test' &&
        expectedContentHash !== undefined && { expectedContentHash }),
    };
    const key = dryRun ? undefined : keyOf(id, step, propose, facts);
    const parent = { id, kind: 'series-upgrade' as const };
    return this.#options.proposals.propose(body, user, key, parent);
  }

  /** Fails with NotFoundError, NotAllowedError and ConflictError. */
  async decide(
    id: string,
    action: Decision,
    user: UserCredentials,
  ): Promise<SeriesUpgradeDetail> {
    await this.#assertReadable(id, user);
    const read = await this.#options.store.get(id);
    const facts = await this.#facts(read);
    const actor = await this.#actor(read, user);
    const outcome = decideSeriesUpgrade(read.upgrade, action, actor, facts);
    if ('refused' in outcome) throw refusalError(outcome);
    const stored = await this.#options.store.replace(read, outcome.next);
    return this.#present(stored, user);
  }

  async #specOf(
    { upgrade }: StoredSeriesUpgrade,
    step: SeriesUpgradeStep,
    change: StepChange,
    facts: SeriesUpgradeFacts,
  ) {
    if (change.kind !== 'create' && change.kind !== 'update') return undefined;
    const { environments, releases } = await this.#options.registry.snapshot();
    const old = environments.get(upgrade.environment)?.spec;
    const release = releases.get(upgrade.release);
    if (!old || !release) {
      const what = old
        ? `The record of ${upgrade.release}`
        : upgrade.environment;
      throw new ConflictError(
        `${what} is missing or cannot be read: mend it in the repository first`,
      );
    }
    return specOfStep(upgrade, step, change, {
      old,
      present: environments.get(change.environment)?.spec,
      release,
      stoppedAt: stoppedAt(upgrade, facts),
      newestMoment:
        step === 'rehearse' && namesMoment(old)
          ? await this.#newestMoment(upgrade.environment, old.tier)
          : undefined,
    });
  }

  /** Fails with ConflictError while nobody knows of one. */
  async #newestMoment(environment: string, tier: Tier): Promise<string> {
    const check = await this.#options.restorePoint(environment, {
      tier,
      takenAfter: new Date(0).toISOString(),
      now: new Date(),
    });
    if (check.at !== undefined) return check.at;
    throw new ConflictError(
      `Nothing of ${environment} can be copied: ${check.summary}`,
    );
  }

  async #facts({ upgrade }: StoredSeriesUpgrade): Promise<SeriesUpgradeFacts> {
    const now = new Date();
    const facts = await readSeriesUpgradeFacts(this.#options, [upgrade], now);
    return facts.get(upgrade.id)!;
  }

  async #present(
    stored: StoredSeriesUpgrade,
    user?: UserCredentials,
  ): Promise<SeriesUpgradeDetail> {
    return presentSeriesUpgrade(
      stored.upgrade,
      await this.#facts(stored),
      user && (await this.#actor(stored, user)),
    );
  }

  async #actor(
    {
      upgrade,
      owner,
      tier,
    }: Pick<StoredSeriesUpgrade, 'upgrade' | 'owner' | 'tier'>,
    user: UserCredentials,
  ): Promise<SeriesUpgradeActor> {
    const { environment, clone } = upgrade;
    const concerned = { environment, clone, owner, tier };
    const resources = await this.#concerned(concerned);
    const actor = await this.#options.changeAccess.actor(user, resources);
    return { type: 'user', ref: actor.ref, may: actor.may };
  }

  /** The old one as it is, or was, and the clone in the hands of the same owner. */
  async #concerned({
    environment,
    clone,
    owner,
    tier,
  }: Concerned): Promise<EnvironmentResource[]> {
    const snapshot = await this.#options.registry.snapshot();
    const now = snapshot.environments.get(environment)?.spec;
    const spec = { owner: now?.owner ?? owner, tier: now?.tier ?? tier };
    const old = environmentRefSchema.parse(environment);
    const production = { tenant: clone, stage: 'production' as const };
    return [
      ...concernedResources(old, spec, snapshot),
      ...concernedResources(production, spec, snapshot),
    ];
  }

  async #assertPropose(
    concerned: Concerned,
    user: UserCredentials,
  ): Promise<void> {
    const resources = await this.#concerned(concerned);
    const { may } = await this.#options.changeAccess.actor(user, resources);
    if (may.propose) return;
    const { environment, clone } = concerned;
    throw new NotAllowedError(
      `odoo.change.propose is not granted on ${environment} and tenant ${clone}`,
    );
  }

  async #assertReadable(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { knex, access } = this.#options;
    const readable = await access.readable(
      odooEnvironmentReadPermission,
      credentials,
    );
    const rows = whereReadable(knex('series_upgrades as u'), readable, 'u');
    const found = await rows.where('u.id', id).first('u.id');
    if (!found) throw new NotFoundError(`There is no series upgrade ${id}`);
  }
}

/**
 * However many people press at once, on however many portals, one try of a step is one change: the tries before are
 * counted, and none of another step.
 */
function keyOf(
  id: string,
  step: SeriesUpgradeStep,
  { environment, kind }: StepChange,
  { changes }: SeriesUpgradeFacts,
): IdempotencyKey {
  const tries = changes.filter(
    change => change.kind === kind && change.environment === environment,
  );
  const key = `${step} ${kind} ${environment} ${tries.length}`;
  return {
    requester: `series-upgrade ${id}`,
    key,
    bodyHash: createHash('sha256').update(key).digest('hex'),
  };
}
