import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  CHANGE_STATES,
  ChangeQuery,
  ChangeSummary,
  Deployment,
  isBroughtBack,
  isFinal,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments } from '../../readModel';
import { keepDeployment } from '../../releases/deployments/ofChange';
import { historyOf } from '../../releases/detail/historyOf';
import { ChangeRecord } from '../ChangeRecord';
import { appliedAt } from '../appliedAt';
import {
  forgetCommit,
  keepAdopted,
  recordCommit,
} from '../ledger/recordCommit';
import { StoredChange, fromRow, toRow } from './changeRow';
import { assertGoesOn, isHeldBack } from './heldBack';
import { IdempotencyKey, findByKey, insertKey } from './idempotency';
import { ChangePage, ChangePosition, listChanges } from './listChanges';
import { expectTest, keepTest } from './restoreTests';
import { ChangeRow } from './tables';
import { usedEnvironments } from './usedEnvironments';

/** Changes in the database. A change is replaced only from the version that was read. */
export class ChangeStore {
  readonly #knex: Knex;
  readonly #changed: () => void;

  /** @param changed - called whenever a change is new or another than before */
  constructor(knex: Knex, changed: () => void = () => {}) {
    this.#knex = knex;
    this.#changed = changed;
  }

  /**
   * Stores a new change; with a key that was used before it answers the change of that time. Fails with
   * ConflictError when another restore test of the environment is on its way.
   */
  async insert(
    record: ChangeRecord,
    key?: IdempotencyKey,
  ): Promise<{ stored: StoredChange; created: boolean }> {
    const stored = { record, version: 1 };
    const result = await this.#knex.transaction(async transaction => {
      if (key && !(await insertKey(transaction, key, record))) {
        const earlier = await findByKey(transaction, key);
        if (!earlier) throw new ConflictError('The request is being repeated');
        return { stored: earlier, created: false };
      }
      await transaction<ChangeRow>('changes').insert(toRow(stored));
      await expectTest(transaction, record);
      return { stored, created: true };
    });
    if (result.created) this.#changed();
    return result;
  }

  byKey(key: IdempotencyKey): Promise<StoredChange | undefined> {
    return findByKey(this.#knex, key);
  }

  /** Fails with NotFoundError. */
  async get(id: string): Promise<StoredChange> {
    const found = await this.find(id);
    if (!found) throw new NotFoundError(`There is no change ${id}`);
    return found;
  }

  async find(id: string): Promise<StoredChange | undefined> {
    const row = await this.#knex<ChangeRow>('changes')
      .where({ id })
      .first('document', 'version');
    return row && fromRow(row);
  }

  /** As `isHeldBack` says. */
  isHeldBack(
    record: Pick<ChangeRecord, 'parent' | 'environment' | 'commit'>,
  ): Promise<boolean> {
    return isHeldBack(this.#knex, record);
  }

  /**
   * Replaces what was read. Fails with ConflictError when somebody else was faster, and where a commit is fixed whose
   * rollout was halted meanwhile.
   *
   * @param options - `commits`: entered into the ledger together with the change; `forgotten`: taken out of it
   */
  async replace(
    read: StoredChange,
    record: ChangeRecord,
    options: { commits?: readonly string[]; forgotten?: string; now: Date },
  ): Promise<StoredChange> {
    const stored = { record, version: read.version + 1 };
    await this.#knex.transaction(async transaction => {
      await assertGoesOn(transaction, read.record, record);
      const replaced = await transaction<ChangeRow>('changes')
        .where({ id: record.id, version: read.version })
        .update(toRow(stored));
      if (replaced !== 1) {
        throw new ConflictError(
          'The change has just been changed by somebody else: read it again',
        );
      }
      await keepTest(transaction, record);
      await keepDeployment(transaction, record);
      await keepAdopted(transaction, record, options.now);
      for (const commit of options.commits ?? []) {
        await recordCommit(transaction, {
          commit,
          changeId: record.id,
          now: options.now,
        });
      }
      const { forgotten } = options;
      if (forgotten) {
        await forgetCommit(transaction, {
          commit: forgotten,
          changeId: record.id,
        });
      }
    });
    this.#changed();
    return stored;
  }

  /** Ids of the changes that are not over, the oldest first. */
  async open(): Promise<string[]> {
    const states = CHANGE_STATES.filter(state => !isFinal(state));
    const rows = await this.#knex<ChangeRow>('changes')
      .whereIn('state', states)
      .orderBy(['created_at', 'id'])
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** The change whose first commit takes the environment apart, until its second one has arrived, also where that brings it back. */
  async decommissioning(environment: string): Promise<string | undefined> {
    const rows = await this.#knex<ChangeRow>('changes')
      .where({ environment, kind: 'decommission' })
      .whereIn('state', ['approved', 'reconciling'])
      .select('document', 'version');
    return rows
      .map(row => fromRow(row).record)
      .find(record => record.commit !== undefined && !isBroughtBack(record))
      ?.id;
  }

  /**
   * Whether the environment has been seen to run the release: the newest change that reached its files is of it
   * and done. Anything else is not known.
   */
  async arrivedAt(environment: string, release: string): Promise<boolean> {
    const rows = await this.#knex<ChangeRow>('changes')
      .where({ environment })
      .whereIn('kind', ['create', 'update', 'promote', 'roll-back'])
      .select('document', 'version');
    const newest = rows
      .map(row => fromRow(row).record)
      .filter(({ commit }) => commit !== undefined)
      .sort((a, b) => Date.parse(appliedAt(b)) - Date.parse(appliedAt(a)))
      .at(0);
    return newest?.state === 'done' && newest.spec.odoo.release === release;
  }

  /** Every release that came to the environment, the newest first. */
  deploymentsIn(environment: string): Promise<Deployment[]> {
    return historyOf(this.#knex, environment);
  }

  /** As `usedEnvironments` says. */
  usedIn(tenant: string): Promise<string[]> {
    return usedEnvironments(this.#knex, tenant);
  }

  list(
    query: ChangeQuery,
    options: {
      readable: ReadableEnvironments;
      requester?: string;
      after?: ChangePosition;
    },
  ): Promise<ChangePage<ChangeSummary>> {
    return listChanges(this.#knex, query, options);
  }
}
