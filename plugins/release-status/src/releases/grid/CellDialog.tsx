import { formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import { HoldDialog, PromoteDialog, RollBackNow } from '../../proposal';
import { CellAction, ChosenCell } from './cellActions';

/** A cell whose menu or, once one was chosen, whose form is open. */
export interface Opened extends ChosenCell {
  dialog?: CellAction['dialog'];
  anchor: HTMLElement;
}

export interface CellDialogProps {
  opened: Opened;
  onClose: () => void;
}

export function CellDialog(props: CellDialogProps) {
  const { opened, onClose } = props;
  const { tenant, cell, dialog } = opened;
  const environment = formatEnvironmentRef({ tenant, stage: cell.stage });
  if (dialog === 'roll-back') {
    return (
      <RollBackNow environment={environment} reason="" onClose={onClose} />
    );
  }
  return dialog === 'hold' ? (
    <HoldDialog
      environment={environment}
      heldUntil={cell.heldUntil}
      onClose={onClose}
    />
  ) : (
    <PromoteDialog
      environment={environment}
      current={cell.version}
      candidate={cell.candidate}
      onClose={onClose}
    />
  );
}
