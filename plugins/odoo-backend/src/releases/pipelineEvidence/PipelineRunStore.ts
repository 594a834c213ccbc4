import {
  PipelineEvidence,
  PipelineRun,
  ReleaseDocument,
  TrustedRepository,
  pipelineRunSchema,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { z } from 'zod';

/** Row of the migrations `20261128_pipeline_runs`, `20261130_pipeline_refusals` and `20261208_pipeline_digests`. */
interface PipelineRunRow {
  release_version: string;
  asked: string;
  run: string | null;
  problem: string | null;
  /** SQLite knows numbers only. */
  refused: boolean | number | null;
  digest: string | null;
  read_at: string;
  next_at: string | null;
}

const readRunSchema = pipelineRunSchema.extend({ readAt: z.string() });

/** What asking showed. */
export interface ReadRun {
  version: string;
  /** As it was last read, which a later failure to read does not undo. */
  run?: z.infer<typeof readRunSchema>;
  /** Why it could not be read the last time. */
  problem?: string;
  /** Whether the problem is a no (there is no such run, or no host that is asked) and not an outage. */
  refused?: boolean;
  /** Of the image that the record named when its run was first seen to have succeeded. */
  digest?: string;
  /** When it was last tried. */
  triedAt: string;
  /** Absent: it is asked no more. */
  nextAt?: string;
}

interface Agenda {
  /** Absent: it is asked no more. */
  nextAt?: string;
  /** Whether it had not ended at the last look. */
  goesOn?: boolean;
}

/** A run that a record names for its image, the branch that its commit must be on, and what must have run. */
export type AskedRun = PipelineEvidence &
  Pick<TrustedRepository, 'branch' | 'workflow'> &
  Pick<ReleaseDocument['spec'], 'digest'>;

export const askedRun = (
  pipeline: PipelineEvidence,
  { branch, workflow }: TrustedRepository,
  { digest }: Pick<ReleaseDocument['spec'], 'digest'>,
): AskedRun => ({ ...pipeline, branch, workflow, digest });

/**
 * Without a workflow as ever: what was read before workflows were asked for still counts. Without the digest: no provider
 * tells of it, so that asking again for another would find the same run well.
 */
const keyOf = ({
  provider,
  repository,
  run,
  url,
  branch,
  workflow,
}: AskedRun) =>
  JSON.stringify([
    provider,
    repository,
    run,
    url,
    branch,
    ...(workflow === undefined ? [] : [workflow]),
  ]);

/** What pipelines said of the runs that release records name; of a record that names another by now, nothing. */
export class PipelineRunStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(version: string, named: AskedRun): Promise<ReadRun | undefined> {
    const row = await this.#knex<PipelineRunRow>('pipeline_runs')
      .where({ release_version: version, asked: keyOf(named) })
      .first();
    return row && readRunOf(row);
  }

  /** When each is to be asked again. Those that are missing never were. */
  async agenda(
    named: ReadonlyMap<string, AskedRun>,
  ): Promise<Map<string, Agenda>> {
    const rows = await this.#knex<PipelineRunRow>('pipeline_runs').select();
    const agenda = new Map<string, Agenda>();
    for (const row of rows) {
      const { version, nextAt, run, problem } = readRunOf(row);
      const now = named.get(version);
      if (now && keyOf(now) === row.asked) {
        // One that cannot be read must not be in the way of the others.
        const goesOn = run && run.state !== 'completed' && !problem;
        agenda.set(version, { nextAt, goesOn });
      }
    }
    return agenda;
  }

  async keep(
    named: AskedRun,
    read: Omit<ReadRun, 'run' | 'digest'> & { run?: PipelineRun },
  ): Promise<void> {
    const { version, triedAt } = read;
    const before = read.run ? undefined : await this.find(version, named);
    const run = read.run ? { ...read.run, readAt: triedAt } : before?.run;
    // An outage tells nothing new of a run that is not there.
    const { problem, refused } =
      before?.refused && !read.refused ? before : read;
    const row: PipelineRunRow = {
      release_version: version,
      asked: keyOf(named),
      run: run ? JSON.stringify(run) : null,
      problem: problem ?? null,
      refused: refused ?? false,
      digest: (await this.#digestOf(named, read)) ?? null,
      read_at: triedAt,
      next_at: read.nextAt ?? null,
    };
    await this.#knex<PipelineRunRow>('pipeline_runs')
      .insert(row)
      .onConflict('release_version')
      .merge();
  }

  /**
   * Drops what was asked in vain for releases without such a record. The image of one that was built stays, so that nobody names another
   * image under the same version by taking its record away in between.
   */
  async forgetOthers(versions: readonly string[]): Promise<void> {
    await this.#knex<PipelineRunRow>('pipeline_runs')
      .whereNotIn('release_version', versions)
      .whereNull('digest')
      .delete();
  }

  /** The image of a version is named once, whatever run a later record names. */
  async #digestOf(
    { digest }: AskedRun,
    { version, run }: { version: string; run?: PipelineRun },
  ): Promise<string | undefined> {
    const row = await this.#knex<PipelineRunRow>('pipeline_runs')
      .where({ release_version: version })
      .first('digest');
    return (
      row?.digest ?? (run?.conclusion === 'succeeded' ? digest : undefined)
    );
  }
}

function readRunOf(row: PipelineRunRow): ReadRun {
  return {
    version: row.release_version,
    run: row.run ? readRunSchema.parse(JSON.parse(row.run)) : undefined,
    problem: row.problem ?? undefined,
    refused: Boolean(row.refused),
    digest: row.digest ?? undefined,
    triedAt: row.read_at,
    nextAt: row.next_at ?? undefined,
  };
}
