import {
  Incident,
  IncidentCause,
  IncidentQuery,
  NOT_WELL,
  VERDICT_STATUSES,
  VerdictStatus,
  incidentId,
  incidentSummary,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import {
  ReadableEnvironments,
  environmentsWithVerdicts,
  whereExpression,
  whereReadable,
} from '../readModel/environmentFilters';
import { SEVERITY } from '../readModel/ranks';
import { verdictColumns } from '../readModel/staleness';

/** Environments that an incident names; the rest is counted. */
const NAMED = 20;

/** Where the next page begins: after this incident. */
export interface IncidentPosition {
  severity: number;
  total: number;
  kind: string;
  name: string;
}

export interface IncidentPage {
  items: Incident[];
  total: number;
  next?: IncidentPosition;
}

interface GroupRow extends IncidentPosition {
  since: string;
}

/** Environments that are not well and that the caller may read, with their cause as it counts now. */
export function notWell(
  knex: Knex,
  readable: ReadableEnvironments,
  now: Date,
): Knex.QueryBuilder {
  const columns = verdictColumns(knex, now);
  const query = whereReadable(environmentsWithVerdicts(knex), readable);
  return whereExpression(query, columns.status, [...NOT_WELL])
    .select('e.ref')
    .select(
      knex.raw('? as kind', [columns.causeKind]),
      knex.raw('? as name', [columns.causeName]),
      knex.raw('? as severity', [columns.severity]),
      knex.raw('? as since', [columns.since]),
    );
}

/** One page, the worst first, then those with the most environments: three statements, whatever their number. */
export async function listIncidents(
  knex: Knex,
  query: Pick<IncidentQuery, 'limit'>,
  options: {
    readable: ReadableEnvironments;
    after?: IncidentPosition;
    now: Date;
  },
): Promise<IncidentPage> {
  const { readable, after, now } = options;
  const members = () => notWell(knex, readable, now).as('m');
  const grouped = () =>
    knex
      .from(members())
      .whereNotNull('kind')
      .whereNotNull('name')
      .groupBy('kind', 'name')
      .select('kind', 'name')
      .max({ severity: 'severity' })
      .min({ since: 'since' })
      .count({ total: '*' })
      .as('g');

  const [{ count }] = await knex.from(grouped()).count({ count: '*' });
  const page = knex
    .from(grouped())
    .orderBy([
      { column: 'severity', order: 'desc' },
      { column: 'total', order: 'desc' },
      'kind',
      'name',
    ])
    .limit(query.limit + 1);
  if (after) whereAfter(page, after);
  const rows: GroupRow[] = await page;
  const shown = rows.slice(0, query.limit).map(numbers);
  const named = await readNamed(knex, members, shown);
  const last = shown.at(-1);
  return {
    items: shown.map(row => toIncident(row, named.get(keyOf(row)) ?? [])),
    total: Number(count),
    next: last && rows.length > query.limit ? positionOf(last) : undefined,
  };
}

/** Counts are 64 bit: strings in PostgreSQL. */
function numbers(row: GroupRow): GroupRow {
  return {
    ...row,
    severity: Number(row.severity),
    total: Number(row.total),
  };
}

function keyOf({ kind, name }: Pick<GroupRow, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

function positionOf(row: GroupRow): IncidentPosition {
  const { severity, total, kind, name } = row;
  return { severity, total, kind, name };
}

function whereAfter(page: Knex.QueryBuilder, after: IncidentPosition): void {
  const { severity, total, kind, name } = after;
  page.whereRaw(
    `(severity < ? or (severity = ? and (total < ? or (total = ? and (kind > ? or (kind = ? and name > ?))))))`,
    [severity, severity, total, total, kind, kind, name],
  );
}

async function readNamed(
  knex: Knex,
  members: () => Knex.QueryBuilder,
  groups: readonly GroupRow[],
): Promise<Map<string, string[]>> {
  const named = new Map<string, string[]>();
  if (groups.length === 0) return named;
  const numbered = knex
    .from(members())
    .where(page => {
      for (const { kind, name } of groups) page.orWhere({ kind, name });
    })
    .select(
      'ref',
      'kind',
      'name',
      knex.raw(
        'row_number() over (partition by kind, name order by severity desc, ref) as position',
      ),
    )
    .as('n');
  const rows: { ref: string; kind: string; name: string }[] = await knex
    .from(numbered)
    .where('position', '<=', NAMED)
    .orderBy(['kind', 'name', 'position'])
    .select('ref', 'kind', 'name');
  for (const row of rows) {
    named.set(keyOf(row), [...(named.get(keyOf(row)) ?? []), row.ref]);
  }
  return named;
}

function toIncident(row: GroupRow, environments: string[]): Incident {
  const cause = { kind: row.kind as IncidentCause, name: row.name };
  const status = statusOf(row.severity);
  return {
    id: incidentId(cause),
    cause,
    status,
    since: row.since,
    summary: incidentSummary(cause, status),
    environments,
    total: row.total,
  };
}

export function statusOf(severity: number): VerdictStatus {
  const found = VERDICT_STATUSES.find(status => SEVERITY[status] === severity);
  if (!found) throw new Error(`no verdict has severity ${severity}`);
  return found;
}
