import { FormDialog, useOdooQuery } from '@plumbline/plugin-odoo-react';
import Typography from '@material-ui/core/Typography';
import { environmentRefSchema } from '@plumbline/plugin-odoo-common';
import { RollBackDialog } from './RollBackDialog';

export interface RollBackNowProps {
  /** `<tenant>/<stage>` */
  environment: string;
  reason: string;
  /** The release to take back; absent: whichever it has. */
  of?: string;
  onClose: () => void;
}

/** Asks the planner where this environment can go back to, and offers it. */
export function RollBackNow(props: RollBackNowProps) {
  const { environment, reason, of, onClose } = props;
  const release = useOdooQuery(
    (api, signal) =>
      api.getEnvironmentRelease(
        environmentRefSchema.parse(environment),
        signal,
      ),
    { key: environment },
  );
  const current = release.data?.current.version;
  // Its change may never have been committed, or it is taken back already.
  const isAnother = of !== undefined && current !== undefined && current !== of;
  if (release.data && !isAnother) {
    return (
      <RollBackDialog
        release={release.data}
        reason={reason}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={`Roll back ${environment}`}
      submitLabel="Propose the roll-back"
      isOpen
      isRunning={false}
      canSubmit={false}
      error={release.error}
      onSubmit={release.retry}
      onClose={onClose}
    >
      <Typography variant="body2" role="status">
        {isAnother &&
          `It runs ${current}: nothing of ${of} is left to take back. Other ways back are on its Release tab.`}
        {!current &&
          (release.error
            ? 'Where it can go back to could not be asked.'
            : 'Asking where it can go back to.')}
      </Typography>
    </FormDialog>
  );
}
