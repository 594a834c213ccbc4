import { FocusEvent, KeyboardEvent, useId, useMemo, useState } from 'react';
import { Matrix, formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { useClock } from '@plumbline/plugin-odoo-react';
import { ChosenCell } from './cellActions';
import { CellDialog, Opened } from './CellDialog';
import { CellExplanation } from './CellExplanation';
import { CellMenu } from './CellMenu';
import { Place, placeAfter } from './place';
import { cellAt, groupsOf, nextStageOf } from './columns';
import { asOutdated, explain } from './presentCell';
import { Pointed, pointedBy } from './pointed';
import { GridHead } from './GridHead';
import { GridRow } from './GridRow';
import { useGridStyles } from './useGridStyles';

const MINUTE_MS = 60_000;

export interface MatrixGridProps {
  matrix: Pick<Matrix, 'items' | 'rings'>;
  /** Shown is the answer to the question before. */
  isBusy: boolean;
  /** It is what was loaded last and could not be loaded again. */
  isOutdated: boolean;
}

/**
 * Tenants down, stages across, by ring. One cell is in the order of Tab; the arrow keys move between them, Enter opens
 * what can be done there, Escape takes the explanation away. Events are heard once, by the grid.
 */
export function MatrixGrid(props: MatrixGridProps) {
  const { matrix, isBusy, isOutdated } = props;
  const items = useMemo(
    () =>
      isOutdated
        ? matrix.items.map(row => ({
            ...row,
            cells: row.cells.map(asOutdated),
          }))
        : matrix.items,
    [matrix, isOutdated],
  );
  const classes = useGridStyles();
  const explanationId = useId();
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [pointed, setPointed] = useState<Pointed>();
  const [opened, setOpened] = useState<Opened>();
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  const groups = groupsOf(matrix);
  const columns = groups.flatMap(group => group.columns);
  const size = { rows: items.length, columns: columns.length };
  // After another page or filter the grid may be smaller.
  const tabStop = {
    row: Math.min(active.row, size.rows - 1),
    column: Math.min(active.column, size.columns - 1),
  };

  const chosenAt = ({ row, column }: Place): ChosenCell | undefined => {
    const tenantRow = items[row];
    const cell =
      tenantRow && columns[column] && cellAt(tenantRow, columns[column]);
    return (
      cell && {
        tenant: tenantRow.tenant,
        cell,
        nextStage: nextStageOf(tenantRow, cell.stage),
      }
    );
  };
  const open = ({ place, anchor }: Pointed) => {
    const chosen = chosenAt(place);
    if (chosen) setOpened({ ...chosen, anchor });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = pointedBy(event);
    if (!at) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(at);
    }
    if (event.key === 'Escape') setPointed(undefined);
    const next = placeAfter(event.key, event.ctrlKey, at.place, size);
    if (!next) return;
    event.preventDefault();
    event.currentTarget
      .querySelector<HTMLElement>(`[data-place="${next.row}:${next.column}"]`)
      ?.focus();
  };
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const at = pointedBy(event);
    if (!at) return;
    setActive(at.place);
    setPointed(at);
  };
  const explained = pointed && !opened && chosenAt(pointed.place);
  return (
    <>
      <div className={classes.container}>
        <table
          role="grid"
          aria-label="What runs where"
          aria-busy={isBusy}
          aria-describedby={explained ? explanationId : undefined}
          className={classes.table}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={() => setPointed(undefined)}
          onMouseOver={event => setPointed(pointedBy(event))}
          onMouseLeave={() => setPointed(undefined)}
          onClick={event => {
            const at = pointedBy(event);
            if (at) open(at);
          }}
        >
          <GridHead groups={groups} />
          <tbody>
            {items.map((row, index) => (
              <GridRow
                key={row.tenant}
                row={row}
                index={index}
                columns={columns}
                activeColumn={index === tabStop.row ? tabStop.column : -1}
                classes={classes}
                now={now}
              />
            ))}
          </tbody>
        </table>
      </div>
      {pointed && explained && (
        <CellExplanation
          id={explanationId}
          anchor={pointed.anchor}
          lines={explain(
            formatEnvironmentRef({
              tenant: explained.tenant,
              stage: explained.cell.stage,
            }),
            explained.cell,
            now,
          )}
        />
      )}
      {opened && !opened.dialog && (
        <CellMenu
          {...opened}
          onClose={() => setOpened(undefined)}
          onDialog={dialog => setOpened({ ...opened, dialog })}
        />
      )}
      {opened?.dialog && (
        <CellDialog opened={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
