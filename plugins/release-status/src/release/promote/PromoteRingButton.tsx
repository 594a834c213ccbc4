import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import { PromoteRingDialog } from './PromoteRingDialog';

export interface PromoteRingButtonProps {
  release: Pick<ReleaseDetail, 'version'>;
  ring: ReleaseDetail['rings'][number];
}

/** Which environments of the ring this person may change is the server's answer, in the preview. */
export function PromoteRingButton(props: PromoteRingButtonProps) {
  const { release, ring } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        aria-label={`Promote to ring ${ring.title}`}
        onClick={() => setIsOpen(true)}
      >
        Promote to ring
      </Button>
      {isOpen && (
        <PromoteRingDialog
          version={release.version}
          ring={ring}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
