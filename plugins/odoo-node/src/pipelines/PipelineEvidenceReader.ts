import {
  PipelineEvidence,
  PipelineProvider,
  PipelineRun,
} from '@plumbline/plugin-odoo-common';

/**
 * Asks the API of a provider what became of a run. What a release record says of it is a claim: hosts that no
 * integration names are never asked. Fails with NotFoundError for a run that is not there or not shown,
 * NotAllowedError when the provider does not let the portal in, InputError for what cannot be a run of the provider,
 * ServiceUnavailableError when it cannot be asked now; no message holds a credential.
 */
export interface PipelineEvidenceReader {
  readonly provider: PipelineProvider;
  /** @param branch - that the run's commit must be on to be believed */
  read(evidence: PipelineEvidence, branch: string): Promise<PipelineRun>;
}
