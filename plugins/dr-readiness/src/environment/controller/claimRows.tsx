import { ReactNode } from 'react';
import {
  ControllerClaim,
  RepositoryReport,
} from '@plumbline/plugin-odoo-common';
import { formatCount } from '@plumbline/plugin-odoo-react';
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

/** What it is about, what the controller claims of it, and what the store holds. */
export function claimRows(
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
