import { judgeProvenance } from '@plumbline/plugin-odoo-common';
import { PipelineRuns } from '../releases';
import { Gate } from './Gate';

/** The image is the one that was built from the named commit, signed, and without criticals that an update mends. */
export function provenanceGate(pipelines: Pick<PipelineRuns, 'factsOf'>): Gate {
  return {
    id: 'provenance',
    async evaluate({ change: { release } }) {
      const run = await pipelines.factsOf(release);
      return judgeProvenance(release, { now: new Date(), run });
    },
  };
}
