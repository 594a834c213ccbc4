import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import {
  ColumnHeads,
  RelativeTime,
  RowHeader,
  ScrollTable,
  Section,
  changeLabel,
  changePath,
} from '@plumbline/plugin-odoo-react';
import { EnvironmentLink } from '../environmentLink';

const COLUMNS = ['Environment', 'Moment', 'What', 'Change'];

export interface RestorePointsSectionProps {
  restorePoints: ReleaseDetail['restorePoints'];
}

/** What was taken before it came, and can be gone back to: of every production, and where it migrates data. */
export function RestorePointsSection(props: RestorePointsSectionProps) {
  const { restorePoints } = props;
  return (
    <Section title="Restore points from before it came">
      {restorePoints.length === 0 ? (
        <Typography variant="body2">
          None was taken: it came to no production by a change yet and migrated
          nothing, or not where you may read.
        </Typography>
      ) : (
        <ScrollTable label="Restore points" minWidth={560} stickyFirstColumn>
          <ColumnHeads titles={COLUMNS} />
          <TableBody>
            {restorePoints.map(({ environment, at, summary, change }) => (
              <TableRow key={`${environment} ${at}`} hover>
                <RowHeader>
                  <EnvironmentLink environment={environment} />
                </RowHeader>
                <TableCell>
                  <RelativeTime at={at} what="Taken" />
                </TableCell>
                <TableCell>{summary}</TableCell>
                <TableCell>
                  {change ? (
                    <Link to={changePath(change)}>{changeLabel(change)}</Link>
                  ) : (
                    'none'
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </ScrollTable>
      )}
    </Section>
  );
}
