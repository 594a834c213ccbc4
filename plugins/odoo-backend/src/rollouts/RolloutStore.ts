import { ConflictError, NotFoundError } from '@backstage/errors';
import { Rollout, RolloutItem } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { IdempotencyKey } from '../change/store';
import { openStates } from '../change/store/openStates';
import { batches } from '../readModel';
import { RolloutItemRow, RolloutKeyRow, RolloutRow } from './tables';

export interface StoredRollout {
  rollout: Rollout;
  version: number;
}

/** Rollouts in the database. One is replaced only from the version that was read. */
export class RolloutStore {
  readonly #knex: Knex;
  readonly #changed: () => void;

  /** @param changed - called whenever a rollout is new or another than before */
  constructor(knex: Knex, changed: () => void) {
    this.#knex = knex;
    this.#changed = changed;
  }

  /**
   * With a key that was used before it answers the rollout of that time. Fails with ConflictError for another body, and
   * where one of the same ring and release is not over.
   */
  async insert(
    rollout: Rollout,
    key?: IdempotencyKey,
  ): Promise<{ stored: StoredRollout; created: boolean }> {
    const created = await this.#knex.transaction(async trx => {
      if (key && !(await insertKey(trx, key, rollout))) return false;
      const inserted = await trx<RolloutRow>('rollouts')
        .insert(toRow(rollout, 1))
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length !== 1) {
        const { ring, release } = rollout;
        throw new ConflictError(
          `Another rollout brings ${release} to ${ring} already`,
        );
      }
      for (const batch of batches(itemRows(rollout))) {
        await trx<RolloutItemRow>('rollout_items').insert(batch);
      }
      return true;
    });
    if (created) {
      this.#changed();
      return { stored: { rollout, version: 1 }, created };
    }
    const earlier = key && (await this.byKey(key));
    if (!earlier) throw new ConflictError('The request is being repeated');
    return { stored: earlier, created };
  }

  async byKey({
    requester,
    key,
    bodyHash,
  }: IdempotencyKey): Promise<StoredRollout | undefined> {
    const used = await this.#knex<RolloutKeyRow>('rollout_keys')
      .where({ requester, key })
      .first();
    if (!used) return undefined;
    if (used.body_hash !== bodyHash) {
      throw new ConflictError(
        'This Idempotency-Key was used for another request: a new request needs a new key',
      );
    }
    return this.get(used.rollout_id);
  }

  /** Fails with NotFoundError. */
  async get(id: string): Promise<StoredRollout> {
    // One moment of both tables.
    return this.#knex.transaction(async trx => {
      const row = await trx<RolloutRow>('rollouts').where({ id }).first();
      if (!row) throw new NotFoundError(`There is no rollout ${id}`);
      const items = await trx<RolloutItemRow>('rollout_items')
        .where({ rollout_id: id })
        .orderBy('position')
        .select('document');
      return {
        rollout: {
          ...JSON.parse(row.document),
          items: items.map(({ document }) => JSON.parse(document)),
        },
        version: row.version,
      };
    });
  }

  /** Replaces what was read, writing only items that differ. Fails with ConflictError when somebody else was faster. */
  async replace(read: StoredRollout, rollout: Rollout): Promise<StoredRollout> {
    if (JSON.stringify(read.rollout) === JSON.stringify(rollout)) return read;
    const version = read.version + 1;
    await this.#knex.transaction(async trx => {
      const replaced = await trx<RolloutRow>('rollouts')
        .where({ id: rollout.id, version: read.version })
        .update(toRow(rollout, version));
      if (replaced !== 1) {
        throw new ConflictError(
          'The rollout has just been changed by somebody else: read it again',
        );
      }
      const before = new Map(
        itemRows(read.rollout).map(row => [row.environment, row.document]),
      );
      for (const row of itemRows(rollout)) {
        if (before.get(row.environment) === row.document) continue;
        await trx<RolloutItemRow>('rollout_items')
          .where({ rollout_id: rollout.id, environment: row.environment })
          .update({ step: row.step, document: row.document });
      }
    });
    this.#changed();
    return { rollout, version };
  }

  /** Ids of those that are not over, and of those that were stopped while something was on its way. */
  async open(): Promise<string[]> {
    const under = this.#knex<RolloutItemRow>('rollout_items')
      .where('step', 'proposed')
      .select('rollout_id');
    return this.#knex<RolloutRow>('rollouts')
      .whereIn('state', ['running', 'paused'])
      .orWhere(stopped =>
        stopped.where('state', 'stopped').whereIn('id', under),
      )
      .orderBy(['created_at', 'id'])
      .pluck('id');
  }

  /** The one of that ring and release that is not over. */
  async openOf(ring: string, release: string): Promise<string | undefined> {
    const row = await this.#knex<RolloutRow>('rollouts')
      .where({ ring, release_version: release })
      .whereIn('state', ['running', 'paused'])
      .first('id');
    return row?.id;
  }

  /** Open changes of rollouts that go on without their environments. */
  async orphans(): Promise<{ change: string; requester: string }[]> {
    return this.#knex('changes as c')
      .join('rollout_items as i', join =>
        join
          .on('i.rollout_id', 'c.parent')
          .andOn('i.environment', 'c.environment'),
      )
      .where('i.step', 'skipped')
      .whereIn(
        'c.state',
        openStates.filter(state => state !== 'reconciling'),
      )
      .select('c.id as change', 'c.requester');
  }
}

async function insertKey(
  trx: Knex.Transaction,
  { requester, key, bodyHash }: IdempotencyKey,
  { id, createdAt }: Rollout,
): Promise<boolean> {
  const inserted = await trx<RolloutKeyRow>('rollout_keys')
    .insert({
      requester,
      key,
      body_hash: bodyHash,
      rollout_id: id,
      created_at: createdAt,
    })
    .onConflict(['requester', 'key'])
    .ignore()
    .returning('rollout_id');
  return inserted.length === 1;
}

function toRow({ items, ...document }: Rollout, version: number): RolloutRow {
  return {
    id: document.id,
    version,
    state: document.state,
    release_version: document.release,
    ring: document.ring,
    requester: document.requester,
    created_at: document.createdAt,
    document: JSON.stringify(document),
  };
}

function itemRows({ id, items }: Rollout): RolloutItemRow[] {
  return items.map((item: RolloutItem, position) => ({
    rollout_id: id,
    environment: item.environment,
    position,
    step: item.step,
    document: JSON.stringify(item),
  }));
}
