import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import { NO_PRINT } from '../print';
import { RestoreTestDialog } from './RestoreTestDialog';

export interface RestoreTestButtonProps {
  recovery: RecoveryDetail;
}

/** A restore test is a change like any other; who may ask for one is the server's answer. */
export function RestoreTestButton(props: RestoreTestButtonProps) {
  const { recovery } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        className={NO_PRINT}
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Run a restore test
      </Button>
      <RestoreTestDialog
        recovery={recovery}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
      />
    </>
  );
}
