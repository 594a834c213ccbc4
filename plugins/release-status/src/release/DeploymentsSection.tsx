import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  Deployment,
  MAX_LISTED_DEPLOYMENTS,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  Section,
  changeLabel,
  changePath,
  formatCount,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentLink } from '../environmentLink';
import { CONTINUITY_BADGES, presentOutcome } from '../outcome';

const COLUMNS = ['Environment', 'Outcome', 'Applied', 'Why', 'Change'];

export interface DeploymentsSectionProps {
  /** The newest first. */
  deployments: readonly Deployment[];
}

/** Where it came to and how it did there; what failed stands first. */
export function DeploymentsSection(props: DeploymentsSectionProps) {
  const { deployments } = props;
  const failed = deployments.filter(({ outcome }) => outcome === 'failed');
  const whole =
    deployments.length < MAX_LISTED_DEPLOYMENTS
      ? formatCount(deployments.length, 'deployment')
      : `the newest ${formatCount(MAX_LISTED_DEPLOYMENTS, 'deployment')}`;
  const others = deployments.filter(({ outcome }) => outcome !== 'failed');
  return (
    <Section
      title="Deployments"
      aside={
        failed.length > 0
          ? `${failed.length} of ${whole} failed`
          : deployments.length >= MAX_LISTED_DEPLOYMENTS &&
            `${whole}; older ones are not listed`
      }
    >
      {deployments.length === 0 ? (
        <Typography variant="body2">
          It has not come to any environment that you may read.
        </Typography>
      ) : (
        <ScrollTable label="Deployments" minWidth={720} stickyFirstColumn>
          <ColumnHeads titles={COLUMNS} />
          <TableBody>
            {[...failed, ...others].map(deployment => (
              <DeploymentRow
                key={`${deployment.environment} ${deployment.appliedAt}`}
                deployment={deployment}
              />
            ))}
          </TableBody>
        </ScrollTable>
      )}
    </Section>
  );
}

function DeploymentRow({ deployment }: { deployment: Deployment }) {
  const { environment, outcome, appliedAt, because, change, kind, continuity } =
    deployment;
  return (
    <TableRow hover>
      <RowHeader>
        <EnvironmentLink environment={environment} />
      </RowHeader>
      <TableCell>
        <Badge {...presentOutcome(outcome, false)} />{' '}
        <Badge {...CONTINUITY_BADGES[continuity.verdict]} />
      </TableCell>
      <TableCell>
        <RelativeTime at={appliedAt} what="Applied" />
      </TableCell>
      <TableCell>{because ?? continuity.summary}</TableCell>
      <TableCell>
        {kind}{' '}
        {change && (
          <Link underline="always" to={changePath(change)}>
            {changeLabel(change)}
          </Link>
        )}
      </TableCell>
    </TableRow>
  );
}
