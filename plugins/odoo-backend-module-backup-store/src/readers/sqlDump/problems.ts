import { damaged, Problem } from '../series';
import { SqlDumpScan } from './SqlDumpScan';

/**
 * What is wrong with a plain dump.
 *
 * @param wholly - false when only beginning and end were read
 */
export function dumpProblems(scan: SqlDumpScan, wholly = true): Problem[] {
  if (!scan.isDump) {
    return [
      damaged('not-a-dump', 'The dump does not begin as pg_dump begins.'),
    ];
  }
  if (!scan.isComplete) {
    return [
      damaged(
        'dump-incomplete',
        'The dump lacks the last line of pg_dump: it was cut, and psql or Odoo would restore it without an error.',
      ),
    ];
  }
  return wholly && !scan.hasData ? [schemaOnly()] : [];
}

export function schemaOnly(): Problem {
  return damaged(
    'schema-only',
    'The dump defines tables and holds the data of none.',
    'Take a backup with data (pg_dump without --schema-only).',
  );
}
