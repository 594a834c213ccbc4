import {
  EnvironmentSummary,
  Stage,
  Tenancy,
  Tier,
  verdictAt,
} from '@plumbline/plugin-odoo-common';
import { EnvironmentRow } from './tables';

export const summaryColumns = [
  'e.ref',
  'e.tenant',
  'e.stage',
  'e.tier',
  'e.tenancy',
  'e.region',
  'e.cluster',
  'e.database_server',
  'e.owner',
  'e.golden_path',
  'e.release_version',
  'e.release_digest',
  'e.release_since',
  'v.reassess_at',
  'v.document as verdict',
] as const;

export type SummaryRow = EnvironmentRow & {
  reassess_at: string | null;
  verdict: string;
};

/** An environment as it counts now; `pendingChange` is change control's to add. */
export function toSummary(row: SummaryRow, now: Date): EnvironmentSummary {
  return {
    tenant: row.tenant,
    stage: row.stage as Stage,
    tier: row.tier as Tier,
    tenancy: row.tenancy as Tenancy,
    region: row.region,
    owner: row.owner,
    release: {
      version: row.release_version,
      digest: row.release_digest,
      since: row.release_since,
    },
    goldenPath: row.golden_path,
    placement: { cluster: row.cluster, databaseServer: row.database_server },
    verdict: verdictAt(
      { ...JSON.parse(row.verdict), expiresAt: row.reassess_at ?? undefined },
      now,
    ),
  };
}
