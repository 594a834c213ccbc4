import {
  PipelineProvider,
  ProvenanceFacts,
  ReleaseDetail,
  ReleaseDocument,
  TrustedRepository,
  disagreements,
  repositoryOf,
  trustIn,
} from '@plumbline/plugin-odoo-common';
import { PipelineRunStore, ReadRun, askedRun } from './PipelineRunStore';

const MODULE = '@plumbline/plugin-odoo-backend-module-pipelines';

/** What is known of the run that built a release, beside what its record claims. Nobody is asked here. */
export class PipelineRuns {
  readonly #store: PipelineRunStore;

  /** @param asked - providers that have a reader */
  constructor(
    store: PipelineRunStore,
    private readonly trusted: readonly TrustedRepository[],
    private readonly asked: readonly PipelineProvider[],
  ) {
    this.#store = store;
  }

  /** For the gate `provenance`; `undefined`: nobody asked yet. */
  async factsOf(release: ReleaseDocument): Promise<ProvenanceFacts['run']> {
    const unasked = this.#unasked(release);
    if (unasked) return { unasked, disagreements: [] };
    const read = await this.#read(release);
    return (
      read && {
        readAt: read.run?.readAt,
        disagreements: this.#disagreements(release, read),
        unfinished: read.run && read.run.state !== 'completed',
        ...(read.problem !== undefined && {
          problem: read.problem,
          triedAt: read.triedAt,
          refused: read.refused,
        }),
      }
    );
  }

  /** For the page of the release. */
  async shown(release: ReleaseDocument): Promise<ReleaseDetail['pipelineRun']> {
    const read = await this.#read(release);
    if (!read) return undefined;
    const { run, problem, triedAt } = read;
    if (!run) return { status: 'unknown', readAt: triedAt, problem };
    const found = this.#disagreements(release, read);
    return {
      status: run.conclusion ?? run.state,
      url: run.url,
      readAt: run.readAt,
      // Before its end a run can only disagree.
      ...((run.state === 'completed' || found.length > 0) && {
        agrees: found.length === 0,
      }),
      problem:
        [...found, ...(problem ? [problem] : [])].join('; ') || undefined,
    };
  }

  /** Nobody asks whoever is not believed, and nobody can ask without a reader. */
  #unasked({ spec }: ReleaseDocument): string | undefined {
    const { pipeline } = spec.evidence ?? {};
    if (!pipeline) return undefined;
    if (!trustIn(pipeline, this.trusted)) {
      return `what pipelines of ${repositoryOf(
        pipeline,
      )} say is not believed: name it in odoo.releases.trustedRepositories if releases are built there`;
    }
    return this.asked.includes(pipeline.provider)
      ? undefined
      : `no module of the portal asks ${pipeline.provider}, so nobody can read the run: add ${MODULE} to the backend`;
  }

  #trust({ spec }: ReleaseDocument): TrustedRepository | undefined {
    const { pipeline } = spec.evidence ?? {};
    return pipeline && trustIn(pipeline, this.trusted);
  }

  #disagreements(release: ReleaseDocument, { run, digest }: ReadRun): string[] {
    const trust = this.#trust(release);
    if (!run || !trust) return [];
    // No provider tells which image a run built: that the record goes on naming the same is all that can be checked.
    const renamed =
      digest !== undefined && digest !== release.spec.digest
        ? [
            `the record named the image ${digest} when its run was read; a version is built once: record another image as another version`,
          ]
        : [];
    return [...disagreements(release, run, trust), ...renamed];
  }

  async #read(release: ReleaseDocument): Promise<ReadRun | undefined> {
    const { metadata, spec } = release;
    const { pipeline } = spec.evidence ?? {};
    const trust = this.#trust(release);
    return pipeline && trust
      ? this.#store.find(metadata.name, askedRun(pipeline, trust, spec))
      : undefined;
  }
}
