import {
  PipelineEvidence,
  PipelineRun,
  pipelineRunSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';

/** Row of `migrations/20261128_pipeline_runs.js`. */
interface PipelineRunRow {
  release_version: string;
  asked: string;
  run: string | null;
  problem: string | null;
  read_at: string;
  next_at: string | null;
}

/** What asking showed the last time. */
export interface ReadRun {
  version: string;
  run?: PipelineRun;
  problem?: string;
  /** When it was read, or tried. */
  readAt: string;
  /** Absent: it is asked no more. */
  nextAt?: string;
}

const keyOf = ({ provider, repository, run, url }: PipelineEvidence) =>
  JSON.stringify([provider, repository, run, url]);

/** What pipelines said of the runs that release records name; of a record that names another by now, nothing. */
export class PipelineRunStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(
    version: string,
    named: PipelineEvidence,
  ): Promise<ReadRun | undefined> {
    const row = await this.#knex<PipelineRunRow>('pipeline_runs')
      .where({ release_version: version, asked: keyOf(named) })
      .first();
    return row && readRunOf(row);
  }

  /** When each is to be asked again; `undefined`: no more. Those that are missing never were. */
  async agenda(
    named: ReadonlyMap<string, PipelineEvidence>,
  ): Promise<Map<string, string | undefined>> {
    const rows = await this.#knex<PipelineRunRow>('pipeline_runs').select(
      'release_version',
      'asked',
      'next_at',
    );
    const agenda = new Map<string, string | undefined>();
    for (const { release_version: version, asked, next_at } of rows) {
      const now = named.get(version);
      if (now && keyOf(now) === asked)
        agenda.set(version, next_at ?? undefined);
    }
    return agenda;
  }

  async keep(named: PipelineEvidence, read: ReadRun): Promise<void> {
    const row: PipelineRunRow = {
      release_version: read.version,
      asked: keyOf(named),
      run: read.run ? JSON.stringify(read.run) : null,
      problem: read.problem ?? null,
      read_at: read.readAt,
      next_at: read.nextAt ?? null,
    };
    await this.#knex<PipelineRunRow>('pipeline_runs')
      .insert(row)
      .onConflict('release_version')
      .merge();
  }

  /** Drops what is known of releases without such a record. */
  async forgetOthers(versions: readonly string[]): Promise<void> {
    await this.#knex<PipelineRunRow>('pipeline_runs')
      .whereNotIn('release_version', versions)
      .delete();
  }
}

function readRunOf(row: PipelineRunRow): ReadRun {
  return {
    version: row.release_version,
    run: row.run ? pipelineRunSchema.parse(JSON.parse(row.run)) : undefined,
    problem: row.problem ?? undefined,
    readAt: row.read_at,
    nextAt: row.next_at ?? undefined,
  };
}
