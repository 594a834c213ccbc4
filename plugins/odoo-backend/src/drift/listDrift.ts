import {
  DRIFT_KINDS,
  Drift,
  DriftKind,
  DriftQuery,
  ProbeId,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  OBSERVATION_COLUMNS,
  ReadableEnvironments,
  toObservation,
  whereReadable,
} from '../readModel';
import { actionFor } from './actionFor';

/** The probe that sees each kind of drift. */
export const PROBE_OF: Record<DriftKind, ProbeId> = {
  'golden-path': 'goldenpath.drift',
  cluster: 'gitops.sync',
  image: 'image.digest',
  unledgered: 'commit.unledgered',
};
const KIND_OF = new Map(DRIFT_KINDS.map(kind => [PROBE_OF[kind], kind]));
const PROBES = DRIFT_KINDS.map(kind => PROBE_OF[kind]);

/** What counts as drift: the probes say `ok` of what is only on its way. */
const DRIFTED = ['degraded', 'critical'];

/** Where a page ends: the worst come first, of equals the oldest. */
export interface DriftPosition {
  severity: string;
  since: string;
  environment: string;
  probe: string;
}

export interface DriftPage {
  items: Omit<Drift, 'pendingChange'>[];
  total: number;
  counts: Record<DriftKind, number>;
  unknown: number;
  next?: DriftPosition;
}

type DriftRow = DriftPosition & {
  document: string;
  observed_at: string;
  expires_at: string | null;
};

/** One page of what differs from what it should be, with the counts of all that the caller may read. */
export async function listDrift(
  knex: Knex,
  query: DriftQuery,
  options: {
    readable: ReadableEnvironments;
    after?: DriftPosition;
    now: Date;
  },
): Promise<DriftPage> {
  const { readable, after, now } = options;
  const drifted = () =>
    whereReadable(
      knex('observations as o').join(
        'environments as e',
        'e.ref',
        'o.environment',
      ),
      readable,
    )
      .whereIn('o.probe', PROBES)
      .whereIn('o.status', DRIFTED);
  const filtered = () =>
    drifted().modify(rows => {
      if (query.kind) rows.where('o.probe', PROBE_OF[query.kind]);
      if (query.severity) rows.where('o.status', query.severity);
      ofEnvironments(rows, query);
    });

  const counted: { probe: ProbeId; count: string | number }[] = await drifted()
    .select('o.probe')
    .count({ count: '*' })
    .groupBy('o.probe');
  const [{ total }] = await filtered().count({ total: '*' });
  const rows: DriftRow[] = await filtered()
    .select(
      'o.status as severity',
      'o.since',
      'o.environment',
      'o.probe',
      ...OBSERVATION_COLUMNS.map(column => `o.${column}`),
    )
    .modify(page => {
      if (after) page.where(later => isAfter(later, after));
    })
    // `critical` comes before `degraded` by its letters too.
    .orderBy(['o.status', 'o.since', 'o.environment', 'o.probe'])
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(row => toDrift(row, now)),
    total: Number(total),
    counts: Object.fromEntries(
      DRIFT_KINDS.map(kind => [
        kind,
        Number(
          counted.find(row => KIND_OF.get(row.probe) === kind)?.count ?? 0,
        ),
      ]),
    ) as Record<DriftKind, number>,
    unknown: await countUnknown(knex, query, { readable, now }),
    next:
      rows.length > query.limit && last
        ? {
            severity: last.severity,
            since: last.since,
            environment: last.environment,
            probe: last.probe,
          }
        : undefined,
  };
}

function isAfter(rows: Knex.QueryBuilder, after: DriftPosition) {
  const { severity, since, environment, probe } = after;
  rows
    .where('o.status', '>', severity)
    .orWhere(same => {
      same.where('o.status', severity).where('o.since', '>', since);
    })
    .orWhere(same => {
      same
        .where({ 'o.status': severity, 'o.since': since })
        .where('o.environment', '>', environment);
    })
    .orWhere(same => {
      same
        .where({
          'o.status': severity,
          'o.since': since,
          'o.environment': environment,
        })
        .where('o.probe', '>', probe);
    });
}

/** Environments of which at least one of the probes tells nothing now: that is not the same as no drift. */
async function countUnknown(
  knex: Knex,
  query: DriftQuery,
  { readable, now }: { readable: ReadableEnvironments; now: Date },
): Promise<number> {
  const told = knex('observations as o')
    .whereRaw('o.environment = e.ref')
    .whereIn('o.probe', PROBES)
    .whereNotIn('o.status', ['unknown', 'not-collected'])
    .where(fresh => {
      fresh
        .whereNull('o.expires_at')
        .orWhere('o.expires_at', '>', now.toISOString());
    })
    .count('*');
  const [{ count }] = await whereReadable(knex('environments as e'), readable)
    .whereRaw('(?) < ?', [told, PROBES.length])
    .modify(rows => ofEnvironments(rows, query))
    .count({ count: '*' });
  return Number(count);
}

const wordsOf = (q: string | undefined) =>
  (q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map(word => word.replace(/[\\%_]/g, '\\$&'));

/** Which environments the query is about, whatever is told of them. */
function ofEnvironments(
  rows: Knex.QueryBuilder,
  { environment, q }: DriftQuery,
): void {
  if (environment) rows.where('e.ref', environment);
  for (const word of wordsOf(q)) {
    rows.whereRaw(`e.search like ? escape '\\'`, [`%${word}%`]);
  }
}

function toDrift(row: DriftRow, now: Date): DriftPage['items'][number] {
  const observation = toObservation(row);
  const { probe, status, summary, differences, who } = observation;
  const kind = KIND_OF.get(probe)!;
  return {
    environment: row.environment,
    kind,
    severity: status === 'critical' ? 'critical' : 'degraded',
    since: row.since,
    observedAt: observation.observedAt,
    stale: observation.expiresAt <= now.toISOString(),
    summary,
    fields: differences ?? [],
    ...(who !== undefined && { who }),
    action: actionFor(kind, observation),
  };
}
