import Typography from '@material-ui/core/Typography';
import { Change } from '@plumbline/plugin-odoo-common';
import {
  DecommissionFacts,
  DiffView,
  GateList,
  PlanTable,
  formatCount,
} from '@plumbline/plugin-odoo-react';

export interface PreviewedChangeProps {
  change: Change;
}

/** Plan, gates and files of a dry run. */
export function PreviewedChange(props: PreviewedChangeProps) {
  const { change } = props;
  return (
    <>
      <Typography variant="body2">
        {change.approvalsNeeded === 0
          ? 'Needs no approval: it is applied once its gates pass.'
          : `Needs ${formatCount(change.approvalsNeeded, 'approval')} by ${
              change.approvalsNeeded === 1 ? 'somebody else' : 'others'
            } before anything happens.`}
      </Typography>
      {change.decommissioned ? (
        <DecommissionFacts
          decommissioned={change.decommissioned}
          plan={change.plan}
        />
      ) : (
        <PlanTable plan={change.plan} previous={change.previousPlan} />
      )}
      <GateList gates={change.gates} />
      <Typography variant="subtitle1" component="h4">
        {formatCount(change.files.length, 'file')}
      </Typography>
      <DiffView files={change.files} />
    </>
  );
}
