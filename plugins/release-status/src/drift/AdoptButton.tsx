import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { Drift } from '@plumbline/plugin-odoo-common';
import { useMayPropose } from '../proposal';
import { AdoptDialog } from './AdoptDialog';

export interface AdoptButtonProps {
  drift: Pick<Drift, 'environment' | 'summary' | 'action'>;
}

/** Proposes the adoption; who may not is told why. */
export function AdoptButton(props: AdoptButtonProps) {
  const { drift } = props;
  const [isOpen, setOpen] = useState(false);
  const refused = useMayPropose(drift.environment);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        disabled={refused !== undefined}
        onClick={() => setOpen(true)}
      >
        {drift.action.title}
      </Button>
      {refused && <div>{refused}</div>}
      {isOpen && <AdoptDialog drift={drift} onClose={() => setOpen(false)} />}
    </>
  );
}
