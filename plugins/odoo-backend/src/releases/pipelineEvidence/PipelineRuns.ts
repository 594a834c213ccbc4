import {
  ProvenanceFacts,
  ReleaseDetail,
  ReleaseDocument,
  disagreements,
} from '@plumbline/plugin-odoo-common';
import { PipelineRunStore, ReadRun } from './PipelineRunStore';

/** A run that goes on has not agreed to anything yet. */
const unfinished = ({ run }: ReadRun) =>
  run && run.state !== 'completed' ? 'the run has not ended' : undefined;

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
        readAt: read.run?.readAt ?? read.triedAt,
        problem: read.problem ?? unfinished(read),
        refused: read.refused,
        disagreements: read.run ? disagreements(release, read.run) : [],
      }
    );
  }

  /** For the page of the release. */
  async shown(release: ReleaseDocument): Promise<ReleaseDetail['pipelineRun']> {
    const read = await this.#read(release);
    if (!read) return undefined;
    const { run, problem, triedAt } = read;
    if (!run) return { status: 'unknown', readAt: triedAt, problem };
    const found = disagreements(release, run);
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

  async #read({
    metadata,
    spec,
  }: ReleaseDocument): Promise<ReadRun | undefined> {
    const { pipeline } = spec.evidence ?? {};
    return pipeline && this.#store.find(metadata.name, pipeline);
  }
}
