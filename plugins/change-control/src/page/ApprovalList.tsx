import { Fragment } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change } from '@plumbline/plugin-odoo-common';
import { Badge, formatInstant, PersonLink } from '@plumbline/plugin-odoo-react';

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
        {approvalsNeeded === 0 ? (
          'This change needs no approval.'
        ) : (
          <>
            {`${given} of ${approvalsNeeded} given; nobody approves who wrote it: `}
            {authors.map((author, index) => (
              <Fragment key={author}>
                {index > 0 && ', '}
                <PersonLink person={author} />
              </Fragment>
            ))}
          </>
        )}
      </Typography>
      <ul className={classes.list} aria-label="Approvals given">
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
              <PersonLink person={approver} />, {formatInstant(at)}
            </Typography>
            <Typography variant="body2">{comment}</Typography>
          </li>
        ))}
      </ul>
    </>
  );
}
