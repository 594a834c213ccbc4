import { useId, useState } from 'react';
import { Link } from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentSummary,
  formatEnvironmentRef,
  odooChangeProposePermission,
} from '@plumbline/plugin-odoo-common';
import { changeLabel, changePath } from '@plumbline/plugin-odoo-react';
import { DayTwoMenu } from './DayTwoMenu';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    alignItems: 'center',
  },
});

export interface DayTwoActionsProps {
  environment: Pick<EnvironmentSummary, 'tenant' | 'stage' | 'pendingChange'>;
}

/** What can be changed of an environment; each entry opens its form with the environment filled in. */
export function DayTwoActions(props: DayTwoActionsProps) {
  const { environment } = props;
  const classes = useStyles();
  const reasonId = useId();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const reason = useReason(environment);
  return (
    <div className={classes.actions}>
      <Button
        variant="outlined"
        size="small"
        disabled={reason !== undefined}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        aria-describedby={reason ? reasonId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Change this environment
      </Button>
      {reason && (
        <Typography variant="body2" id={reasonId}>
          {reason}
        </Typography>
      )}
      <DayTwoMenu
        id={menuId}
        environment={environment}
        anchor={anchor}
        onClose={() => setAnchor(undefined)}
      />
    </div>
  );
}

/** Why nothing can be proposed now. The server decides, here as when the change is sent. */
function useReason({
  tenant,
  stage,
  pendingChange,
}: DayTwoActionsProps['environment']) {
  const environment = formatEnvironmentRef({ tenant, stage });
  const { allowed, loading, error } = usePermission({
    permission: odooChangeProposePermission,
    resourceRef: environment,
  });
  if (pendingChange) {
    return (
      <>
        {'A change is on its way: '}
        <Link underline="always" to={changePath(pendingChange)}>
          {changeLabel(pendingChange)}
        </Link>
      </>
    );
  }
  if (loading) return 'Asking what you may change.';
  if (error) {
    return `What you may change could not be asked (${error.message}): reload the page.`;
  }
  return allowed
    ? undefined
    : `You may not propose changes of ${environment}: ask its owner.`;
}
