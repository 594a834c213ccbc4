import {
  LOSS_SCENARIOS,
  RecoverySummary,
  recoveryBandOf,
} from '@plumbline/plugin-odoo-common';

type Cell = string | number | null | undefined;

/** Lengths of time in seconds, times in RFC 3339; an empty cell is not known or does not apply. */
const COLUMNS: [name: string, of: (row: RecoverySummary) => Cell][] = [
  ['environment', ({ tenant, stage }) => `${tenant}/${stage}`],
  ['tenant', ({ tenant }) => tenant],
  ['stage', ({ stage }) => stage],
  ['tier', ({ tier }) => tier],
  ['region', ({ region }) => region],
  ['readiness', recoveryBandOf],
  ['score', ({ score }) => score],
  ['evidence', ({ evidence }) => evidence],
  ['observed_at', ({ observedAt }) => observedAt],
  ['restorable_to', ({ restorableTo }) => restorableTo],
  ...LOSS_SCENARIOS.flatMap((scenario): typeof COLUMNS => [
    [`rpo_${scenario}_state`, ({ rpo }) => rpo[scenario].state],
    [`rpo_${scenario}_seconds`, ({ rpo }) => rpo[scenario].seconds],
    [`rpo_${scenario}_target`, ({ rpo }) => rpo[scenario].targetSeconds],
  ]),
  ['rto_state', ({ rto }) => rto.state],
  ['rto_seconds', ({ rto }) => rto.seconds],
  ['rto_target', ({ rto }) => rto.targetSeconds],
  ['last_test_at', ({ lastTest }) => lastTest?.finishedAt],
  ['last_test_outcome', ({ lastTest }) => lastTest?.outcome],
  ['last_test_proof', ({ lastTest }) => lastTest?.proof],
  ['last_test_seconds', ({ lastTest }) => lastTest?.seconds],
  ['test_due_at', ({ testDueAt }) => testDueAt],
  ['weakest_link', ({ weakestLink }) => weakestLink],
  ['claim', ({ claim }) => claim],
];

export const RECOVERY_CSV_HEAD = line(COLUMNS.map(([name]) => name));

export function recoveryCsvLine(row: RecoverySummary): string {
  return line(COLUMNS.map(([, of]) => of(row)));
}

/** RFC 4180, with its line ends. */
function line(cells: readonly Cell[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

/**
 * Every text is quoted. One that a spreadsheet would take for a formula gets an apostrophe before it: what people
 * or backup tools wrote must not run on the desk of who opens the file.
 */
function quoted(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
