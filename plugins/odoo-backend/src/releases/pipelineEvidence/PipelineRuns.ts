import {
  ProvenanceFacts,
  ReleaseDetail,
  ReleaseDocument,
  disagreements,
} from '@plumbline/plugin-odoo-common';
import { PipelineRunStore, ReadRun } from './PipelineRunStore';

/** What is known of the run that built a release, beside what its record claims. Nobody is asked here. */
export class PipelineRuns {
  readonly #store: PipelineRunStore;

  constructor(store: PipelineRunStore) {
    this.#store = store;
  }

  /** For the gate `provenance`; `undefined`: nobody asked yet. */
  async factsOf(release: ReleaseDocument): Promise<ProvenanceFacts['run']> {
    const read = await this.#read(release);
    return (
      read && {
        readAt: read.readAt,
        problem: read.problem,
        disagreements: read.run ? disagreements(release, read.run) : [],
      }
    );
  }

  /** For the page of the release. */
  async shown(release: ReleaseDocument): Promise<ReleaseDetail['pipelineRun']> {
    const read = await this.#read(release);
    if (!read) return undefined;
    const { run, readAt } = read;
    if (!run) return { status: 'unknown', readAt, problem: read.problem };
    const found = disagreements(release, run);
    return {
      status: run.conclusion ?? run.state,
      url: run.url,
      readAt,
      // Before its end a run can only disagree.
      ...((run.state === 'completed' || found.length > 0) && {
        agrees: found.length === 0,
      }),
      problem: found.length > 0 ? found.join('; ') : undefined,
    };
  }

  async #read({
    metadata,
    spec,
  }: ReleaseDocument): Promise<ReadRun | undefined> {
    const { pipeline } = spec.evidence ?? {};
    return pipeline && this.#store.find(metadata.name, pipeline);
  }
}
