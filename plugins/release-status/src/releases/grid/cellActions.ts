import {
  MatrixCell,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  changePath,
  comparePath,
  releasePath,
  releaseTabPath,
} from '@plumbline/plugin-odoo-react';

export interface ChosenCell {
  tenant: string;
  cell: MatrixCell;
  /** The environment of this tenant that a release reaches next. */
  nextStage?: MatrixCell['stage'];
}

export interface CellAction {
  title: string;
  /** Why it cannot be done now. */
  not?: string;
  /** Where it leads, or which form it opens. */
  link?: string;
  dialog?: 'promote' | 'hold' | 'roll-back';
}

const words = (state: string) => state.replace(/-/g, ' ');

/** `refusal`: why this person may propose nothing here; undefined when they may. */
export function actionsOf(
  { tenant, cell, nextStage }: ChosenCell,
  refusal: string | undefined,
): CellAction[] {
  const { stage, version, candidate, pendingChange } = cell;
  const ref = { tenant, stage };
  const busy =
    pendingChange &&
    `A change is on its way: ${pendingChange.kind}, ${words(
      pendingChange.state,
    )}`;
  const actions: CellAction[] = [
    {
      title: candidate ? `Promote to ${candidate}` : 'Promote',
      not: candidate
        ? busy ?? refusal
        : 'No newer release of its series and edition is known',
      dialog: 'promote',
    },
    {
      title: cell.heldUntil ? 'End the hold' : 'Hold',
      not: busy ?? refusal,
      dialog: 'hold',
    },
    // What is on its way may be what has to be taken back: the planner and the server say what stands against it.
    { title: 'Roll back', not: refusal, dialog: 'roll-back' },
  ];
  if (pendingChange) {
    const waits = pendingChange.state === 'awaiting-approval';
    actions.unshift({
      title: waits ? 'Approve what waits' : 'Open the change',
      link: changePath(pendingChange.id),
    });
  }
  if (nextStage) {
    const next = formatEnvironmentRef({ tenant, stage: nextStage });
    actions.push({
      title: `Compare with ${nextStage}`,
      link: comparePath(formatEnvironmentRef(ref), next),
    });
  }
  return [
    ...actions,
    { title: 'Release, history and ways back', link: releaseTabPath(ref) },
    { title: `Open release ${version}`, link: releasePath(version) },
  ];
}
