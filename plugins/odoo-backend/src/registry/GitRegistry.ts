import { ServiceUnavailableError, toError } from '@backstage/errors';
import { LoggerService } from '@backstage/backend-plugin-api';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { Assessor, syncRegistry } from '../readModel';
import { BoundedCache } from './BoundedCache';
import { RegistryService, RegistrySnapshot } from './RegistryService';
import { readRegistryState, recordFetch } from './registryState';
import { SnapshotReader } from './SnapshotReader';

/** The head that is shown and the one that a change is being applied to. */
const KEPT_SNAPSHOTS = 2;

/** Attempts to write a head while other replicas write theirs. */
const SYNC_ATTEMPTS = 4;

/**
 * The registry of one process. Which head counts is in the database, shared by all replicas; the parsed
 * snapshot is each process's own.
 */
export class GitRegistry implements RegistryService {
  readonly #knex: Knex;
  readonly #repository: GitOpsRepository;
  readonly #reader: SnapshotReader;
  readonly #assessor: Pick<Assessor, 'assess'>;
  readonly #logger: LoggerService;
  readonly #snapshots = new BoundedCache<Promise<RegistrySnapshot>>(
    KEPT_SNAPSHOTS,
  );
  /** The head that this process has compared row by row: the platform may have changed since another did. */
  #comparedHead: string | undefined;
  #first: Promise<RegistrySnapshot> | undefined;

  constructor(options: {
    knex: Knex;
    repository: GitOpsRepository;
    reader: SnapshotReader;
    /** Judges environments whose spec changed. */
    assessor: Pick<Assessor, 'assess'>;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#repository = options.repository;
    this.#reader = options.reader;
    this.#assessor = options.assessor;
    this.#logger = options.logger;
  }

  async snapshot(): Promise<RegistrySnapshot> {
    const state = await readRegistryState(this.#knex);
    if (state) return this.at(state.head);
    // At the very first start every collector asks at once: one fetch answers them all.
    this.#first ??= this.refresh().finally(() => {
      this.#first = undefined;
    });
    return this.#first;
  }

  at(commit: string): Promise<RegistrySnapshot> {
    return this.#snapshots.memo(commit, () => {
      const reading = this.#reader.read(commit);
      reading.catch(() => this.#snapshots.delete(commit));
      return reading;
    });
  }

  async refresh(options?: { signal?: AbortSignal }): Promise<RegistrySnapshot> {
    try {
      const head = await this.#repository.fetch(options);
      return await this.#sync(await this.at(head), options);
    } catch (error) {
      await recordFetch(this.#knex, { error: toError(error).message });
      throw error;
    }
  }

  /**
   * Writes what was fetched. When a newer head is recorded, another replica fetched later, or somebody took
   * the branch back at the remote: a second look tells, for a recorded head was at the remote before it.
   */
  async #sync(
    fetched: RegistrySnapshot,
    options?: { signal?: AbortSignal },
  ): Promise<RegistrySnapshot> {
    let snapshot = fetched;
    let doubted: string | undefined;
    for (let attempt = 0; attempt < SYNC_ATTEMPTS; attempt++) {
      const now = new Date();
      const { head } = snapshot;
      const recorded = (await readRegistryState(this.#knex))?.head;
      if (recorded === head && this.#comparedHead === head) {
        await recordFetch(this.#knex, { at: now });
        return snapshot;
      }
      if (recorded !== doubted && (await this.#isNewer(recorded, head))) {
        doubted = recorded;
        snapshot = await this.at(await this.#repository.fetch(options));
        continue;
      }
      const result = await syncRegistry(this.#knex, snapshot, recorded, now);
      if (result.outcome === 'synced') {
        this.#comparedHead = head;
        this.#logger.info(
          `Registry at ${head}: ${snapshot.environments.size} environments, ${
            result.changed.length
          } changed, ${
            new Set(snapshot.errors.map(({ file }) => file)).size
          } malformed files`,
        );
        await this.#assessor.assess(result.changed, now);
        return snapshot;
      }
    }
    throw new ServiceUnavailableError(
      'Other replicas kept moving the head of the registry',
    );
  }

  async #isNewer(recorded: string | undefined, head: string): Promise<boolean> {
    return (
      recorded !== undefined &&
      recorded !== head &&
      this.#repository.isAncestor(head, recorded)
    );
  }
}
