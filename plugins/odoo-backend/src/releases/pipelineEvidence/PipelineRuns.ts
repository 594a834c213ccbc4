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

/** A run that goes on has not agreed to anything yet. */
const unfinished = ({ run }: ReadRun) =>
  run && run.state !== 'completed' ? 'the run has not ended' : undefined;

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
    const distrust = this.#distrust(release);
    if (distrust) return { distrust, disagreements: [] };
    const { provider } = release.spec.evidence?.pipeline ?? {};
    if (provider && !this.asked.includes(provider)) {
      const problem = `no module of the portal asks ${provider}: the record stands alone`;
      return { problem, disagreements: [] };
    }
    const read = await this.#read(release);
    return (
      read && {
        readAt: read.run?.readAt ?? read.triedAt,
        problem: read.problem ?? unfinished(read),
        refused: read.refused,
        // Whoever names a workflow wants it to be seen; what was read before it was named has begun anew.
        ...(!read.run &&
          this.#trust(release)?.workflow !== undefined && { unread: true }),
        disagreements: this.#disagreements(release, read),
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

  #distrust({ spec }: ReleaseDocument): string | undefined {
    const { pipeline } = spec.evidence ?? {};
    return pipeline && !trustIn(pipeline, this.trusted)
      ? `what pipelines of ${repositoryOf(
          pipeline,
        )} say is not believed: name it in odoo.releases.trustedRepositories if releases are built there`
      : undefined;
  }

  #trust({ spec }: ReleaseDocument): TrustedRepository | undefined {
    const { pipeline } = spec.evidence ?? {};
    return pipeline && trustIn(pipeline, this.trusted);
  }

  #disagreements(release: ReleaseDocument, { run }: ReadRun): string[] {
    const trust = this.#trust(release);
    return run && trust ? disagreements(release, run, trust) : [];
  }

  async #read({
    metadata,
    spec,
  }: ReleaseDocument): Promise<ReadRun | undefined> {
    const { pipeline } = spec.evidence ?? {};
    const trust = pipeline && trustIn(pipeline, this.trusted);
    return trust && this.#store.find(metadata.name, askedRun(pipeline, trust));
  }
}
