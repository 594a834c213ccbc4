import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { NewSeriesDialog } from './NewSeriesDialog';

export interface NewSeriesButtonProps {
  /** `<tenant>/<stage>`: of a production; others are created anew instead. */
  environment: string;
  /** The release that it has. */
  current: string;
  /** Why this person can propose nothing here, said at `reasonId`. */
  refusal?: string;
  reasonId: string;
}

/** To another series of Odoo: nothing is migrated in place, so it is more than a promotion. */
export function NewSeriesButton(props: NewSeriesButtonProps) {
  const { environment, current, refusal, reasonId } = props;
  const [isOpen, setIsOpen] = useState(false);
  if (!environment.endsWith('/production')) return null;
  return (
    <>
      <Button
        variant="outlined"
        size="small"
        disabled={refusal !== undefined}
        aria-haspopup="dialog"
        aria-describedby={refusal ? reasonId : undefined}
        onClick={() => setIsOpen(true)}
      >
        New series
      </Button>
      {isOpen && (
        <NewSeriesDialog
          environment={environment}
          current={current}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
