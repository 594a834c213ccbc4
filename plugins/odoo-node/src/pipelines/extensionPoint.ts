import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { PipelineEvidenceReader } from './PipelineEvidenceReader';

export interface OdooPipelineEvidenceExtensionPoint {
  /** One for each provider. */
  addReader(reader: PipelineEvidenceReader): void;
}

/** Where a backend module of the `odoo` plugin adds what asks a provider of pipelines. */
export const odooPipelineEvidenceExtensionPoint =
  createExtensionPoint<OdooPipelineEvidenceExtensionPoint>({
    id: 'odoo.pipelineEvidence',
  });
