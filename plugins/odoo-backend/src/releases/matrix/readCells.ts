import {
  DRIFT_KINDS,
  DriftKind,
  MatrixCell,
  Release,
  Stage,
  Tier,
  heldUntil,
  ringOf,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { fromRow } from '../../change/store/changeRow';
import { openStates } from '../../change/store/openStates';
import { ChangeRow } from '../../change/store/tables';
import { PROBE_OF_DRIFT } from '../../drift';
import { CauseRow } from '../../incidents/incidentOf';
import { EnvironmentRow, ObservationRow } from '../../readModel';
import { listReleases } from '../../readModel/listReleases';
import { candidateOf } from '../candidateOf';
import { toVerdict } from '../deployments/toVerdict';
import { DRIFT_PROBES, FleetOptions, fleet } from './fleet';
import { keptBackBy } from '../keptBackBy';

type CellRow = Pick<
  EnvironmentRow,
  | 'ref'
  | 'tenant'
  | 'stage'
  | 'tier'
  | 'release_version'
  | 'release_since'
  | 'hold'
> &
  CauseRow & {
    outcome: MatrixCell['outcome'] | null;
    applied_at: string | null;
    verdict: string;
  };

/** The cells of some tenants, in the order of stages, by tenant. */
export async function readCells(
  knex: Knex,
  tenants: readonly string[],
  options: FleetOptions,
): Promise<Map<string, MatrixCell[]>> {
  const rows: CellRow[] = await fleet(knex, options)
    .join('verdicts as v', 'v.environment', 'e.ref')
    .whereIn('e.tenant', [...tenants])
    .orderBy(['e.tenant', 'e.stage_rank'])
    .select(
      'e.ref',
      'e.tenant',
      'e.stage',
      'e.tier',
      'e.release_version',
      'e.release_since',
      'e.hold',
      'd.outcome',
      'd.applied_at',
      'v.status',
      'v.reassess_at',
      'v.cause_kind',
      'v.cause_name',
      'v.expiring_source',
      'v.document as verdict',
    );
  const refs = rows.map(({ ref }) => ref);
  const drift = await readDrift(knex, refs, options.now);
  const pending = await readPending(knex, refs);
  const releases = await listReleases(knex);
  const byTenant = new Map<string, MatrixCell[]>();
  for (const row of rows) {
    const cells = byTenant.get(row.tenant) ?? [];
    cells.push({
      ...toCell(row, releases, options),
      drift: drift.get(row.ref) ?? [],
      ...pending.get(row.ref),
    });
    byTenant.set(row.tenant, cells);
  }
  return byTenant;
}

function toCell(
  row: CellRow,
  releases: readonly Release[],
  { rings, now }: FleetOptions,
): Omit<MatrixCell, 'drift'> {
  const { status, evidence } = toVerdict(row, now);
  const [stage, tier] = [row.stage as Stage, row.tier as Tier];
  return {
    stage,
    tier,
    ring: ringOf(rings, { tenant: row.tenant, stage }, tier)?.name,
    version: row.release_version,
    since: row.applied_at ?? row.release_since,
    outcome: row.outcome ?? 'unknown',
    verdict: status,
    evidence,
    heldUntil: heldUntil({ hold: row.hold ?? undefined }, now),
    candidate: candidateOf(row.release_version, releases)?.version,
  };
}

const KIND_OF = new Map<string, DriftKind>(
  DRIFT_KINDS.map(kind => [PROBE_OF_DRIFT[kind], kind]),
);

/** What differs by evidence that still holds. */
async function readDrift(
  knex: Knex,
  refs: readonly string[],
  now: Date,
): Promise<Map<string, DriftKind[]>> {
  const rows = await knex<ObservationRow>('observations')
    .whereIn('environment', [...refs])
    .whereIn('probe', DRIFT_PROBES)
    .whereIn('status', ['degraded', 'critical'])
    .where('expires_at', '>', now.toISOString())
    .select('environment', 'probe');
  const drift = new Map<string, DriftKind[]>();
  for (const { environment, probe } of rows) {
    const kind = KIND_OF.get(probe);
    if (!kind) continue;
    drift.set(environment, [...(drift.get(environment) ?? []), kind]);
  }
  return drift;
}

type Pending = Pick<MatrixCell, 'pendingChange' | 'blockedBy'>;

/** The newest open change of each. */
async function readPending(
  knex: Knex,
  refs: readonly string[],
): Promise<Map<string, Pending>> {
  const rows = await knex<ChangeRow>('changes')
    .whereIn('environment', [...refs])
    .whereIn('state', openStates)
    .orderBy(['created_at', 'id'])
    .select('document', 'version');
  return new Map(
    rows.map(row => {
      const { record } = fromRow(row);
      const { id, kind, state, environment } = record;
      const pendingChange = { id, kind, state };
      return [environment, { pendingChange, blockedBy: keptBackBy(record) }];
    }),
  );
}
