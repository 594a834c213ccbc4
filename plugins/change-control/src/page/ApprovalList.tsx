import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change } from '@plumbline/plugin-odoo-common';
import { Badge, formatInstant } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 },
});

export interface ApprovalListProps {
  change: Change;
}

/** Approvals given and needed; those of an earlier revision are shown as void. */
export function ApprovalList(props: ApprovalListProps) {
  const { approvals, approvalsNeeded, authors } = props.change;
  const classes = useStyles();
  const given = approvals.filter(({ valid }) => valid).length;
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {approvalsNeeded === 0
          ? 'This change needs no approval.'
          : `${given} of ${approvalsNeeded} given, by somebody other than ${authors.join(
              ', ',
            )}.`}
      </Typography>
      <ul className={classes.list}>
        {approvals.map(({ approver, comment, at, valid }) => (
          <li key={`${approver} ${at}`}>
            {valid ? (
              <Badge shape="check" tone="ok" word="approved" />
            ) : (
              <Badge
                shape="dash"
                tone="plain"
                word="void: the content changed"
              />
            )}
            <Typography variant="body2">
              {`${approver}, ${formatInstant(at)}`}
            </Typography>
            <Typography variant="body2">{comment}</Typography>
          </li>
        ))}
      </ul>
    </>
  );
}
