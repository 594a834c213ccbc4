import {
  DRIFT_STATES,
  GoldenPathQuery,
  GoldenPathStand,
  Observation,
  PROBES,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments, whereReadable } from '../readModel';

type DriftState = GoldenPathStand['state'];

export interface StandPage {
  items: Omit<GoldenPathStand, 'pendingChange'>[];
  total: number;
  versions: { version: string; environments: number }[];
  states: Record<DriftState, number>;
  /** Reference after which the next page begins. */
  next?: string;
}

interface StandRow {
  ref: string;
  golden_path: string;
  state: DriftState;
  document: string | null;
}

interface CountRow {
  golden_path: string;
  state: DriftState;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
}

/** One page of the environments by name, and how all that the caller may read stand: two statements. */
export async function listStands(
  knex: Knex,
  query: GoldenPathQuery,
  options: {
    readable: ReadableEnvironments;
    /** The version that this portal renders. */
    current: string;
    after?: string;
    now: Date;
  },
): Promise<StandPage> {
  const state = stateExpression(knex, options);
  const readable = () =>
    whereReadable(
      knex('environments as e').leftJoin('observations as o', join =>
        join
          .on('o.environment', 'e.ref')
          .andOnVal('o.probe', 'goldenpath.drift'),
      ),
      options.readable,
    );

  const counts: CountRow[] = await readable()
    .select('e.golden_path', knex.raw('? as state', [state]))
    .count({ count: '*' })
    .groupByRaw('1, 2');
  const rows: StandRow[] = await readable()
    .select(
      'e.ref',
      'e.golden_path',
      'o.document',
      knex.raw('? as state', [state]),
    )
    .modify(page => {
      if (query.version) page.where('e.golden_path', query.version);
      if (query.state) page.whereRaw('? = ?', [state, query.state]);
      if (options.after) page.where('e.ref', '>', options.after);
    })
    .orderBy('e.ref')
    .limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map(toStand),
    total: sum(
      counts.filter(
        row =>
          (query.version ?? row.golden_path) === row.golden_path &&
          (query.state ?? row.state) === row.state,
      ),
    ),
    versions: [...new Set(counts.map(({ golden_path }) => golden_path))]
      .sort()
      .map(version => ({
        version,
        environments: sum(
          counts.filter(({ golden_path }) => golden_path === version),
        ),
      })),
    states: Object.fromEntries(
      DRIFT_STATES.map(name => [
        name,
        sum(counts.filter(row => row.state === name)),
      ]),
    ) as Record<DriftState, number>,
    next: rows.length > query.limit ? shown.at(-1)?.ref : undefined,
  };
}

/** What the probe said, while it is fresh; an older version that is ok is behind. */
function stateExpression(
  knex: Knex,
  { current, now }: { current: string; now: Date },
): Knex.Raw {
  const freshSince = new Date(
    now.getTime() - PROBES['goldenpath.drift'].ttl * 1000,
  );
  return knex.raw(
    `(case
      when o.status is null or o.observed_at <= ? then 'unknown'
      when o.status in ('degraded', 'critical') then 'drifted'
      when o.status <> 'ok' then 'unknown'
      when e.golden_path = ? then 'as-rendered'
      else 'behind' end)`,
    [freshSince.toISOString(), current],
  );
}

function toStand(row: StandRow): StandPage['items'][number] {
  const told: Observation | undefined = row.document
    ? JSON.parse(row.document)
    : undefined;
  const { ref: environment, golden_path: version, state } = row;
  if (!told || state === 'unknown') {
    return {
      environment,
      version,
      state,
      status: 'unknown',
      summary: told ? `Last known: ${told.summary}` : 'Not compared yet',
    };
  }
  const { status, summary, since } = told;
  return { environment, version, state, status, summary, since };
}

function sum(rows: readonly CountRow[]): number {
  return rows.reduce((total, { count }) => total + Number(count), 0);
}
