import {
  Matrix,
  MatrixCell,
  MatrixRow,
  STAGES,
} from '@plumbline/plugin-odoo-common';

/** One stage within one ring. */
export interface Column {
  /** Absent: of environments that no ring takes in. */
  ring?: string;
  stage: MatrixCell['stage'];
}

export interface RingGroup {
  ring?: string;
  title: string;
  columns: Column[];
}

/**
 * The columns that the page needs, by ring and then by stage. Production of different tiers can be in different rings,
 * so that a stage may stand in several.
 */
export function groupsOf({
  items,
  rings,
}: Pick<Matrix, 'items' | 'rings'>): RingGroup[] {
  const cells = items.flatMap(row => row.cells);
  const named = rings.map(({ name, title }) => ({ ring: name, title }));
  return [...named, { ring: undefined, title: 'No ring' }]
    .map(group => ({
      ...group,
      columns: STAGES.filter(stage =>
        cells.some(cell => cell.stage === stage && cell.ring === group.ring),
      ).map(stage => ({ ring: group.ring, stage })),
    }))
    .filter(({ columns }) => columns.length > 0);
}

/** What the tenant has there. */
export const cellAt = (
  { cells }: MatrixRow,
  { ring, stage }: Column,
): MatrixCell | undefined =>
  cells.find(cell => cell.stage === stage && cell.ring === ring);

/** The environment that a release reaches next after this one; undefined after the last. */
export function nextStageOf(
  { cells }: MatrixRow,
  stage: MatrixCell['stage'],
): MatrixCell['stage'] | undefined {
  const later = STAGES.slice(STAGES.indexOf(stage) + 1);
  return later.find(candidate => cells.some(cell => cell.stage === candidate));
}
