import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  SeriesUpgrade,
  Tier,
  hasSeriesUpgradeEnded,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SeriesUpgradeRow } from './tables';

/** A series upgrade, and what the old environment was when it was begun: it decides who may do what. */
export interface StoredSeriesUpgrade {
  upgrade: SeriesUpgrade;
  owner: string;
  tier: Tier;
  version: number;
}

/** Series upgrades in the database. One is replaced only from the version that was read. */
export class SeriesUpgradeStore {
  readonly #knex: Knex;
  readonly #changed: () => void;

  /** @param changed - called whenever one is new or another than before */
  constructor(knex: Knex, changed: () => void) {
    this.#knex = knex;
    this.#changed = changed;
  }

  /** Fails with ConflictError when the environment or the clone has an open one. */
  async insert(
    given: Omit<StoredSeriesUpgrade, 'version'>,
  ): Promise<StoredSeriesUpgrade> {
    const stored = { ...given, version: 1 };
    const inserted = await this.#knex<SeriesUpgradeRow>('series_upgrades')
      .insert(toRow(stored))
      .onConflict()
      .ignore()
      .returning('id');
    if (inserted.length !== 1) {
      const { environment, clone } = given.upgrade;
      throw new ConflictError(
        `${environment} or tenant ${clone} has an open series upgrade already`,
      );
    }
    this.#changed();
    return stored;
  }

  /** Fails with NotFoundError. */
  async get(id: string): Promise<StoredSeriesUpgrade> {
    const row = await this.#rows().where({ id }).first();
    if (!row) throw new NotFoundError(`There is no series upgrade ${id}`);
    return fromRow(row);
  }

  async openOf(environment: string): Promise<StoredSeriesUpgrade | undefined> {
    const row = await this.#rows()
      .where({ environment })
      .whereNull('ended_at')
      .first();
    return row && fromRow(row);
  }

  async open(): Promise<StoredSeriesUpgrade[]> {
    const rows = await this.#rows()
      .whereNull('ended_at')
      .orderBy(['created_at', 'id']);
    return rows.map(fromRow);
  }

  /** Fails with ConflictError when somebody else was faster. */
  async replace(
    read: StoredSeriesUpgrade,
    upgrade: SeriesUpgrade,
  ): Promise<StoredSeriesUpgrade> {
    if (upgrade === read.upgrade) return read;
    const stored = { ...read, upgrade, version: read.version + 1 };
    const replaced = await this.#rows()
      .where({ id: upgrade.id, version: read.version })
      .update(toRow(stored));
    if (replaced !== 1) {
      throw new ConflictError(
        'The series upgrade has just been changed by somebody else: read it again',
      );
    }
    this.#changed();
    return stored;
  }

  #rows() {
    return this.#knex<SeriesUpgradeRow>('series_upgrades');
  }
}

function toRow(stored: StoredSeriesUpgrade): SeriesUpgradeRow {
  const { upgrade, owner, tier, version } = stored;
  const { id, state, environment, clone, requester } = upgrade;
  const [, stage] = environment.split('/');
  return {
    id,
    version,
    state,
    environment,
    clone,
    requester,
    stage,
    tier,
    owner,
    created_at: upgrade.createdAt,
    ended_at: hasSeriesUpgradeEnded(upgrade) ? upgrade.updatedAt : null,
    document: JSON.stringify(upgrade),
  };
}

export function fromRow(
  row: Pick<SeriesUpgradeRow, 'document' | 'owner' | 'tier' | 'version'>,
): StoredSeriesUpgrade {
  const { document, owner, tier, version } = row;
  return { upgrade: JSON.parse(document), owner, tier: tier as Tier, version };
}
