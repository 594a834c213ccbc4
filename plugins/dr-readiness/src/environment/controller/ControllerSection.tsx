import { ReactNode } from 'react';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  ControllerClaim,
  RecoveryAssessment,
  RecoveryDetail,
  RepositoryReport,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  EvidenceAge,
  RowHeader,
  ScrollTable,
  Section,
  formatCount,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';

const NOT_TOLD = 'not told';

const said = (
  value: boolean | 'unknown' | undefined,
  yes: string,
  no: string,
) => {
  if (value === undefined) return NOT_TOLD;
  if (value === 'unknown') return 'unknown';
  return value ? yes : no;
};

/** When the newest backup that the store can use ended. */
function newestUsable(report: RepositoryReport | undefined) {
  return report?.backups.find(({ id }) => id === report.newestUsableBackup)
    ?.finishedAt;
}

function rowsOf(
  claim: ControllerClaim | undefined,
  report: RepositoryReport | undefined,
): [string, ReactNode, ReactNode][] {
  const moment = (at: string | null | undefined) => (
    <Moment at={at} none={NOT_TOLD} />
  );
  return [
    [
      'Newest backup',
      <>
        {claim?.lastBackupName && `${claim.lastBackupName}, `}
        {moment(claim?.lastBackupAt)}
      </>,
      <>
        {report?.newestUsableBackup && `${report.newestUsableBackup}, `}
        {moment(newestUsable(report))}
      </>,
    ],
    [
      'Restorable from',
      moment(claim?.firstRestorePoint),
      moment(report?.earliestRestorePoint),
    ],
    [
      'Restorable to',
      <>
        {said(claim?.archiving, 'archiving works', 'archiving fails')}
        {', last archived '}
        {moment(claim?.lastArchivedAt)}
      </>,
      moment(report?.newestRestorePoint),
    ],
    [
      'Last failure',
      moment(claim?.lastFailureAt),
      report
        ? formatCount(
            report.backups.filter(({ status }) => status === 'failed').length,
            'failed backup',
          )
        : NOT_TOLD,
    ],
    [
      'Idle',
      said(claim?.idle, 'nothing is written that is not archived', 'no'),
      NOT_TOLD,
    ],
  ];
}

export interface ControllerSectionProps {
  recovery: Pick<RecoveryDetail, 'controller' | 'database'>;
  assessment: RecoveryAssessment;
}

/** The controller's claim beside the store's truth, where they differ first; the worse counts. */
export function ControllerSection(props: ControllerSectionProps) {
  const { controller, database } = props.recovery;
  const { disagreements } = props.assessment;
  return (
    <Section title="The controller's claim and the store's truth">
      {disagreements.length > 0 ? (
        <ul aria-label="Disagreements">
          {disagreements.map(sentence => (
            <li key={sentence}>
              <Badge shape="triangle" tone="degraded" word="they differ" />
              {` ${sentence}`}
            </li>
          ))}
        </ul>
      ) : (
        <Typography variant="body2" gutterBottom>
          {controller && database
            ? 'They do not contradict each other.'
            : 'They cannot be compared: one of them is not known.'}
        </Typography>
      )}
      <ScrollTable label="Claim and truth" minWidth={640}>
        <TableHead>
          <TableRow>
            <TableCell>About</TableCell>
            <TableCell>
              {'The controller claims '}
              <EvidenceAge
                observedAt={controller?.observedAt}
                expiresAt={controller?.expiresAt}
              />
            </TableCell>
            <TableCell>
              {'The store holds '}
              <EvidenceAge
                observedAt={database?.observedAt}
                expiresAt={database?.expiresAt}
              />
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rowsOf(controller?.value, database?.value).map(
            ([about, claim, truth]) => (
              <TableRow key={about}>
                <RowHeader>{about}</RowHeader>
                <TableCell>{claim}</TableCell>
                <TableCell>{truth}</TableCell>
              </TableRow>
            ),
          )}
        </TableBody>
      </ScrollTable>
    </Section>
  );
}
