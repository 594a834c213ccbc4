import {
  BUSINESS_QUERY,
  BusinessFigureId,
} from '@plumbline/plugin-odoo-common';

/** In the schema of Odoo: its role makes no other. */
const COUNT_FUNCTION = 'public.plumbline_business()';

/** The newest lines by their number: what a look costs does not grow with the table. */
const POSTINGS_LOOKED_AT = 100_000;

interface CountedTable {
  /** Of a module that need not be installed. */
  table: string;
  /** What is looked at, by indexes that Odoo makes. */
  rows: string;
  figures: Partial<Record<BusinessFigureId, string>>;
}

/** `moment` is now, as Odoo writes it: UTC without a zone. */
const COUNTS: readonly CountedTable[] = [
  {
    table: 'public.purchase_order',
    rows: `public.purchase_order WHERE state = 'to approve' OR date_approve > moment - interval '24 hours'`,
    figures: {
      approvals_decided: `count(*) FILTER (WHERE date_approve > moment - interval '24 hours')`,
      approvals_waiting: `count(*) FILTER (WHERE state = 'to approve' AND write_date < moment - interval '24 hours')`,
    },
  },
  {
    table: 'public.account_analytic_line',
    rows: `(SELECT create_date FROM public.account_analytic_line ORDER BY id DESC LIMIT ${POSTINGS_LOOKED_AT}) AS newest`,
    figures: {
      postings: `count(*) FILTER (WHERE create_date > moment - interval '24 hours')`,
      posting_age: `extract(epoch FROM moment - max(create_date))::bigint`,
    },
  },
  {
    table: 'public.queue_job',
    rows: `public.queue_job WHERE state IN ('pending', 'enqueued') AND (eta IS NULL OR eta < moment)`,
    figures: {
      queue_age: `coalesce(extract(epoch FROM moment - min(greatest(date_created, coalesce(eta, date_created)))), 0)::bigint`,
    },
  },
];

export const COUNTED_FIGURES = COUNTS.flatMap(
  ({ figures }) => Object.keys(figures) as BusinessFigureId[],
);

const countTable = ({ table, rows, figures }: CountedTable) =>
  `  IF to_regclass('${table}') IS NOT NULL THEN
    SELECT ${Object.values(figures).join(',\n      ')}
      INTO ${Object.keys(figures).join(', ')}
      FROM ${rows};
  END IF;
`;

/**
 * Counts, as Odoo's role, for whoever watches the database: the exporter is let in to this function and to no table,
 * so that it reads neither wages nor names. PL/pgSQL looks at a statement only when it runs it: the table of a module
 * that is not installed, or comes later, disturbs nobody, and its figures are NULL until then.
 */
export const COUNT_SQL = `DROP FUNCTION IF EXISTS ${COUNT_FUNCTION};
CREATE FUNCTION ${COUNT_FUNCTION.replace(
  '()',
  `(${COUNTED_FIGURES.map(figure => `OUT ${figure} bigint`).join(', ')})`,
)}
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $count$
DECLARE
  moment timestamp := now() AT TIME ZONE 'UTC';
BEGIN
${COUNTS.map(countTable).join('')}END
$count$;
REVOKE ALL ON FUNCTION ${COUNT_FUNCTION} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${COUNT_FUNCTION} TO pg_monitor;
`;

/**
 * Gives the database its function. The migration has succeeded by then, and people wait for its end: whatever goes
 * wrong here is said and no more, and nothing is waited for longer than some seconds.
 */
export const ALLOW_COUNTING = `import os, psycopg2

try:
    with psycopg2.connect(
        os.environ['DATABASE_URI'],
        connect_timeout=10,
        keepalives_idle=5,
        keepalives_interval=5,
        keepalives_count=2,
        tcp_user_timeout=15000,
        options='-c statement_timeout=10000 -c lock_timeout=5000',
    ) as connection, connection.cursor() as cursor:
        cursor.execute(os.environ['COUNT_SQL'])
except Exception as error:
    print('Approvals and postings are not counted:', str(error).strip(), flush=True)
`;

/**
 * Custom query of CloudNativePG, which runs it as a member of `pg_monitor` in a transaction of its own ("User defined
 * metrics" in its documentation); NULL becomes NaN.
 */
export const COUNT_QUERY = {
  [BUSINESS_QUERY]: {
    primary: true,
    predicate_query: `SELECT pg_catalog.to_regprocedure('${COUNT_FUNCTION}') IS NOT NULL AS counted`,
    query: `SELECT ${COUNTED_FIGURES.join(', ')} FROM ${COUNT_FUNCTION}`,
  },
};
