import { Assessment, causeOf } from '@plumbline/plugin-odoo-common';
import { Hold, nextHold, watchedUntil } from '../history/holds';
import { EVIDENCE_RANK, SEVERITY } from './ranks';
import { EnvironmentRow, VerdictRow } from './tables';

export type Judged = Pick<
  EnvironmentRow,
  | 'ref'
  | 'tier'
  | 'owner'
  | 'probes'
  | 'cluster'
  | 'database_server'
  | 'release_version'
  | 'release_since'
  | 'expires'
  | 'series'
  | 'golden_path'
>;

/** What to store of a verdict, and the one that it ends. */
export function verdictRow(
  environment: Judged,
  assessment: Assessment,
  before: VerdictRow | undefined,
  now: Date,
): { row: VerdictRow; ended?: Hold } {
  const { verdict, reassessAt, expiringSource } = assessment;
  const { status, evidence } = verdict;
  const since = before?.status === status ? before.since : now.toISOString();
  const until = watchedUntil(reassessAt, now);
  const { hold, ended } = nextHold(before, { status, until }, now);
  const cause = causeOf({
    environment: environment.ref,
    cluster: environment.cluster,
    databaseServer: environment.database_server,
    release: {
      version: environment.release_version,
      since: environment.release_since,
    },
    goldenPath: environment.golden_path,
    since,
    assessment,
  });
  return {
    ended,
    row: {
      environment: environment.ref,
      status,
      severity: SEVERITY[status],
      evidence,
      evidence_rank: EVIDENCE_RANK[evidence],
      observed_at: verdict.observedAt ?? null,
      since,
      reassess_at: reassessAt ?? null,
      held_from: hold.from,
      held_until: hold.until,
      decided_by: verdict.decidedBy ?? null,
      cause_kind: cause?.kind ?? null,
      cause_name: cause?.name ?? null,
      expiring_source: expiringSource ?? null,
      document: JSON.stringify({ ...verdict, since }),
    },
  };
}
