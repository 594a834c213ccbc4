import {
  EnvironmentRef,
  OrderedEnvironment,
  Platform,
  RecoveryOrder,
  RecoveryOrderInput,
  Tier,
  recoveryOrder,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  EnvironmentDetailDocument,
  EnvironmentRow,
  ReadableEnvironments,
  whereReadable,
} from '../../readModel';
import { toAssessment } from '../list';

const SECONDS_PER_MINUTE = 60;

/** In which order the environments of a tenant or a region come back, of those that the caller may read. */
export async function orderFor(
  knex: Knex,
  of: RecoveryOrderInput['of'],
  options: { platform: Platform; readable: ReadableEnvironments; now: Date },
): Promise<RecoveryOrder> {
  const { platform, readable, now } = options;
  const rows: OrderedRow[] = await whereReadable(
    knex('environments as e').leftJoin(
      'recovery_assessments as r',
      'r.environment',
      'e.ref',
    ),
    readable,
  )
    .where(
      of.region === undefined
        ? { 'e.tenant': of.tenant }
        : { 'e.region': of.region },
    )
    .select(
      'e.tenant',
      'e.stage',
      'e.tier',
      'e.owner',
      'e.region',
      'e.cluster',
      'e.database_server',
      'e.document',
      'r.document as assessment',
    );
  return recoveryOrder({
    of,
    platform,
    now,
    environments: rows.map(row => toOrdered(row, now)),
  });
}

type OrderedRow = Pick<
  EnvironmentRow,
  | 'tenant'
  | 'stage'
  | 'tier'
  | 'owner'
  | 'region'
  | 'cluster'
  | 'database_server'
  | 'document'
> & { assessment: string | null };

function toOrdered(row: OrderedRow, now: Date): OrderedEnvironment {
  const { spec, plan }: EnvironmentDetailDocument = JSON.parse(row.document);
  return {
    tenant: row.tenant,
    stage: row.stage as EnvironmentRef['stage'],
    tier: row.tier as Tier,
    owner: row.owner,
    businessServices: spec.businessServices,
    region: row.region,
    recoveryRegion: spec.recoveryRegion,
    cluster: row.cluster,
    databaseServer: row.database_server === 'own' ? [] : [row.database_server],
    estimateSeconds: plan.recovery.restoreMinutes * SECONDS_PER_MINUTE,
    assessment: row.assessment === null ? undefined : toAssessment(row, now),
  };
}
