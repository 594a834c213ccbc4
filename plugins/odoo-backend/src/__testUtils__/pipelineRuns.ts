import { createBackendModule } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { PipelineRun } from '@plumbline/plugin-odoo-common';
import {
  PipelineEvidenceReader,
  odooPipelineEvidenceExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { release } from './documents';

const { pipeline } = release.spec.evidence!;

/** Knows the run that the records of the tests name, and no other. */
const reader: PipelineEvidenceReader = {
  provider: 'github-actions',
  async read({ repository, run, url }, branch): Promise<PipelineRun> {
    if (repository !== pipeline?.repository || run !== pipeline.run) {
      throw new NotFoundError(`There is no run ${run} of ${repository}`);
    }
    return {
      state: 'completed',
      conclusion: 'succeeded',
      commit: release.spec.sourceCommit!,
      repository,
      branch,
      url,
    };
  },
};

/** Whom the portal asks for the runs that built the releases of the tests. */
export const pipelineRuns = createBackendModule({
  pluginId: 'odoo',
  moduleId: 'pipeline-runs-of-tests',
  register: reg =>
    reg.registerInit({
      deps: { pipelines: odooPipelineEvidenceExtensionPoint },
      init: async ({ pipelines }) => pipelines.addReader(reader),
    }),
});
