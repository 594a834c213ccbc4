import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { RolloutApprovals } from '@plumbline/plugin-odoo-common';
import { Badge, changeLabel, changePath } from '@plumbline/plugin-odoo-react';

export interface ApprovalOutcomeProps {
  outcome: RolloutApprovals['items'];
}

/** What came of each: some can be approved while others are refused. */
export function ApprovalOutcome(props: ApprovalOutcomeProps) {
  return (
    <ul aria-label="What came of each">
      {props.outcome.map(({ change, state, error }) => (
        <li key={change}>
          <Typography variant="body2" component="span">
            <Link underline="always" to={changePath(change)}>
              {changeLabel(change)}
            </Link>{' '}
            {error === undefined ? (
              <Badge
                shape="check"
                tone="plain"
                word={`approved: now ${(state ?? 'not known').replace(
                  /-/g,
                  ' ',
                )}`}
              />
            ) : (
              <>
                <Badge shape="cross" tone="critical" word="not approved" />{' '}
                {error}
              </>
            )}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
