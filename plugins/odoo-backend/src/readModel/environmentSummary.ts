import {
  EnvironmentSummary,
  RecoveryBand,
  Stage,
  Tenancy,
  Tier,
  verdictAt,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { CauseRow, incidentOf } from '../incidents/incidentOf';
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
  'v.status',
  'v.cause_kind',
  'v.cause_name',
  'v.expiring_source',
  'v.document as verdict',
  'r.band as recovery_band',
  'r.score as recovery_score',
  'r.rpo_seconds',
  'r.rto_seconds',
  'r.reassess_at as recovery_reassess_at',
] as const;

export type SummaryRow = EnvironmentRow &
  CauseRow & {
    verdict: string;
    /** Null: nobody has judged it yet. */
    recovery_band: string | null;
    recovery_score: number | null;
    rpo_seconds: number | null;
    rto_seconds: number | null;
    recovery_reassess_at: string | null;
  };

/** An environment as it counts now; pending changes and what people said are for others to add. */
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
    recovery: recoveryOf(row, now),
    incident: incidentOf(row, now),
    acknowledgements: [],
    verdict: verdictAt(
      { ...JSON.parse(row.verdict), expiresAt: row.reassess_at ?? undefined },
      now,
    ),
  };
}

/** The rule of `recoveryAt`, for what a list of environments shows. */
function recoveryOf(
  row: SummaryRow,
  now: Date,
): EnvironmentSummary['recovery'] {
  if (row.recovery_band === null) return undefined;
  const due = row.recovery_reassess_at;
  if (due !== null && due <= now.toISOString()) {
    return { score: 0, band: 'unknown' };
  }
  return {
    score: row.recovery_score,
    band: row.recovery_band as RecoveryBand,
    rpoNow: durationOf(row.rpo_seconds),
    rtoMeasured: durationOf(row.rto_seconds),
  };
}

function durationOf(seconds: number | null): string | undefined {
  if (seconds === null) return undefined;
  return Duration.fromObject({ seconds: Math.ceil(seconds) })
    .rescale()
    .toISO();
}
