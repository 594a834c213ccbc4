import { Placement, Platform } from '@plumbline/plugin-odoo-common';
import { RenderedFile } from '../render/renderEnvironment';
import { QuotaCheckInput, checkCluster, quotaOf, sizeOf } from './checkQuota';
import { GateCheck, finding, gateCheckOf } from './gateCheck';

export interface RestoreTestQuotaInput {
  placement: Placement;
  platform: Platform;
  files: readonly RenderedFile[];
  /** Every environment on the cluster, the tested one among them: it goes on while it is tested. */
  neighbours: QuotaCheckInput['neighbours'];
}

/** The gate `quota` of a restore test: the cluster holds it beside everybody at their maximum. */
export function checkRestoreTestQuota(input: RestoreTestQuotaInput): GateCheck {
  const { cluster } = input.placement;
  const wanted = quotaOf(input.files);
  if (!wanted) {
    const detail = 'no ResourceQuota is rendered';
    return gateCheckOf([finding('Namespace quota', false, detail)], '');
  }
  return gateCheckOf(
    [checkCluster(input, { cluster, wanted })],
    `${sizeOf(wanted)} for the time of the test fit into ${cluster}`,
  );
}
