import {
  Cause,
  STAGES,
  VERDICT_STATUSES,
  incidentId,
} from '@plumbline/plugin-odoo-common';
import {
  EVIDENCE_RANK,
  SEVERITY,
  stageRank,
  versionRank,
} from '../readModel/ranks';
import { EnvironmentRow, VerdictRow } from '../readModel/tables';

export const NOW = new Date('2026-11-23T10:00:00Z');
export const at = (minutes: number) =>
  new Date(NOW.getTime() + minutes * 60_000).toISOString();

/** What the list should be: one plain object for each environment, at `NOW`. */
export interface Model {
  ref: string;
  tenant: string;
  stage: (typeof STAGES)[number];
  tier: number;
  region: string;
  cluster: string;
  owner: string;
  version: string;
  status: (typeof VERDICT_STATUSES)[number];
  evidence: keyof typeof EVIDENCE_RANK;
  observedAt: string;
  databaseServer: string;
  goldenPath: string;
  changedAt: string;
  /** Of the verdict as it counts now. */
  since: string;
  incident?: string;
}

export const pick = <T>(values: readonly T[], index: number) =>
  values[index % values.length];

/** 300 environments in which every combination of ties occurs. */
export function fleet() {
  return Array.from({ length: 300 }, (_, index) => {
    const tenant = `tenant-${Math.floor(index / STAGES.length)}`;
    const stage = pick(STAGES, index);
    const stored = pick(VERDICT_STATUSES, index * 7);
    const storedEvidence = pick(['fresh', 'partial'] as const, index);
    // Every fourth verdict has outlived its evidence; one exactly now.
    const reassessAt = index % 4 === 0 ? at(-(index % 8)) : at(1 + (index % 5));
    const past = reassessAt <= NOW.toISOString();
    const ref = `${tenant}/${stage}`;
    const cluster = pick(['aks-1', 'aks-2', 'aks_3'], index);
    const since = at(-(index % 17) * 10);
    const well =
      stored === 'ok' || stored === 'asleep' || stored === 'maintenance';
    const cause: Cause | undefined = well
      ? undefined
      : pick<Cause>(
          [
            { kind: 'cluster', name: cluster },
            { kind: 'environment', name: ref },
            { kind: 'database-server', name: 'shared-1' },
          ],
          index,
        );
    const source = `kubernetes/${cluster}`;
    const causeNow: Cause | undefined = past
      ? { kind: 'source', name: source }
      : cause;
    const model: Model = {
      ref,
      tenant,
      stage,
      tier: 1 + (index % 4),
      region: pick(['northeurope', 'westeurope'], index),
      cluster,
      owner: `group:default/${pick(['a', 'b', 'c'], index)}`,
      version: pick(
        ['18.0-2026.9.1', '18.0-2026.11.1', '17.0-2026.11.1'],
        index,
      ),
      status: past ? 'unknown' : stored,
      evidence: past ? 'stale' : storedEvidence,
      observedAt: index % 11 === 0 ? '' : at(-(index % 13)),
      databaseServer: pick(['own', 'shared-1'], index),
      goldenPath: pick(['1.0', '1.1'], index),
      changedAt: at(-(index % 19) * 10),
      since: past ? reassessAt : since,
      incident: causeNow && incidentId(causeNow),
    };
    return { model, stored, storedEvidence, reassessAt, since, cause, source };
  });
}

/** Of what is of tier 1. */
export const HELD_UNTIL = '2099-12-31';

export const rows = (): {
  environments: EnvironmentRow[];
  verdicts: VerdictRow[];
} => ({
  environments: fleet().map(({ model }) => ({
    ref: model.ref,
    tenant: model.tenant,
    stage: model.stage,
    stage_rank: stageRank(model.stage),
    tier: model.tier,
    tenancy: 'dedicated',
    region: model.region,
    cluster: model.cluster,
    database_server: model.databaseServer,
    owner: model.owner,
    golden_path: model.goldenPath,
    release_version: model.version,
    release_rank: versionRank(model.version),
    release_digest: 'sha256:0',
    release_since: at(0),
    changed_at: model.changedAt,
    expires: 'never',
    hold: model.tier === 1 ? HELD_UNTIL : 'none',
    series: '18.0',
    search: `${model.ref} ${model.cluster} ${model.owner}`,
    probes: '[]',
    document: '{}',
    digest: '',
  })),
  verdicts: fleet().map(
    ({ model, stored, storedEvidence, reassessAt, since, cause, source }) => ({
      environment: model.ref,
      status: stored,
      severity: SEVERITY[stored],
      evidence: storedEvidence,
      evidence_rank: EVIDENCE_RANK[storedEvidence],
      observed_at: model.observedAt || null,
      since,
      reassess_at: reassessAt,
      held_from: since,
      held_until: reassessAt,
      decided_by: null,
      cause_kind: cause?.kind ?? null,
      cause_name: cause?.name ?? null,
      expiring_source: source,
      document: JSON.stringify({
        status: stored,
        evidence: storedEvidence,
        coverage: { collected: 1, required: 1 },
        summary: 'summary',
        riskAhead: [],
      }),
    }),
  ),
});
