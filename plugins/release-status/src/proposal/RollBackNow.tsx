import { FormDialog, useOdooQuery } from '@plumbline/plugin-odoo-react';
import Typography from '@material-ui/core/Typography';
import { environmentRefSchema } from '@plumbline/plugin-odoo-common';
import { RollBackDialog } from './RollBackDialog';

export interface RollBackNowProps {
  /** `<tenant>/<stage>` */
  environment: string;
  reason: string;
  onClose: () => void;
}

/** Asks the planner where this environment can go back to, and offers it. */
export function RollBackNow(props: RollBackNowProps) {
  const { environment, reason, onClose } = props;
  const release = useOdooQuery(
    (api, signal) =>
      api.getEnvironmentRelease(
        environmentRefSchema.parse(environment),
        signal,
      ),
    { key: environment },
  );
  if (release.data) {
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
        {release.error
          ? 'Where it can go back to could not be asked.'
          : 'Asking where it can go back to.'}
      </Typography>
    </FormDialog>
  );
}
