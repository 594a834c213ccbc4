import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { Deployment } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  Section,
  changeLabel,
  changePath,
  releasePath,
} from '@plumbline/plugin-odoo-react';
import { presentOutcome } from '../outcome';
import { ContinuityFacts } from './ContinuityFacts';

const COLUMNS = [
  'Release',
  'How it came',
  'Applied',
  'Outcome',
  '24 h business continuity',
];

export interface HistorySectionProps {
  /** The newest first. */
  history: readonly Deployment[];
}

/** Every release that came here, how it did, and whether the business went on for the day after. */
export function HistorySection(props: HistorySectionProps) {
  const { history } = props;
  return (
    <Section title="History">
      {history.length === 0 ? (
        <Typography variant="body2">
          No deployment is known yet; each change that brings a release adds
          one.
        </Typography>
      ) : (
        <ScrollTable label="History" minWidth={720} stickyFirstColumn>
          <ColumnHeads titles={COLUMNS} />
          <TableBody>
            {history.map(deployment => (
              <DeploymentRow
                key={`${deployment.release} ${deployment.appliedAt}`}
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
  const { release, from, kind, change, appliedAt, continuity } = deployment;
  const { outcome, verifiedAt, failedAt, because, restoredAt } = deployment;
  return (
    <TableRow hover>
      <RowHeader>
        <Link underline="always" to={releasePath(release)}>
          {release}
        </Link>
      </RowHeader>
      <TableCell>
        {kind}
        {from && ` from ${from}`}{' '}
        {change ? (
          <Link underline="always" to={changePath(change)}>
            {changeLabel(change)}
          </Link>
        ) : (
          'past change control'
        )}
      </TableCell>
      <TableCell>
        <RelativeTime at={appliedAt} what="Applied" />
      </TableCell>
      <TableCell>
        <Badge {...presentOutcome(outcome, false)} />{' '}
        <Moment at={failedAt ?? verifiedAt} />
        {because && <div>{because}</div>}
        {restoredAt && (
          <div>
            {'well again '}
            <Moment at={restoredAt} />
          </div>
        )}
      </TableCell>
      <TableCell>
        <ContinuityFacts continuity={continuity} />
      </TableCell>
    </TableRow>
  );
}

function Moment({ at }: { at?: string }) {
  return at ? <RelativeTime at={at} /> : null;
}
