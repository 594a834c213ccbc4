import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RowHeader,
  ScrollTable,
  Section,
  rolloutPath,
} from '@plumbline/plugin-odoo-react';
import { ROLLOUT_BADGES } from '../rollouts/presentRollout';
import { PromoteRingButton } from './promote';
import { Soaked } from './Soaked';

const COLUMNS = [
  'Ring',
  'Runs on',
  'Verified',
  'Failed',
  'Soak',
  'Rollout',
  'Action',
];

export interface RingsSectionProps {
  release: ReleaseDetail;
}

/** How far it came, ring by ring, of what the reader may see. */
export function RingsSection(props: RingsSectionProps) {
  const { release } = props;
  return (
    <Section title="Rings">
      {release.rings.length === 0 && (
        <Typography variant="body2">
          No ring is configured that you may see.
        </Typography>
      )}
      {release.rings.length > 0 && (
        <ScrollTable label="Rings" minWidth={720} stickyFirstColumn>
          <ColumnHeads titles={COLUMNS} />
          <TableBody>
            {release.rings.map(ring => (
              <TableRow key={ring.ring} hover>
                <RowHeader>{ring.title}</RowHeader>
                <TableCell>
                  {`${ring.running} of ${ring.environments}`}
                </TableCell>
                <TableCell>{ring.verified}</TableCell>
                <TableCell>
                  {`${ring.failed}, budget ${ring.failureBudget}`}
                </TableCell>
                <TableCell>
                  <Soaked soakedAt={ring.soakedAt} />
                </TableCell>
                <TableCell>
                  {ring.rollout ? (
                    <Link to={rolloutPath(ring.rollout)}>
                      {ring.rolloutState ? (
                        <Badge {...ROLLOUT_BADGES[ring.rolloutState]} />
                      ) : (
                        'Open'
                      )}
                    </Link>
                  ) : (
                    'none'
                  )}
                </TableCell>
                <TableCell>
                  <PromoteRingButton release={release} ring={ring} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </ScrollTable>
      )}
    </Section>
  );
}
