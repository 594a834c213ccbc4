import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ReleaseDetail } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  ExternalLink,
  RelativeTime,
  RowHeader,
  ScrollTable,
  Section,
  useClock,
} from '@plumbline/plugin-odoo-react';
import { evidenceRows } from './evidenceRows';
import { FixableCriticals } from './FixableCriticals';
import { RehearsalTable } from './RehearsalTable';

const MINUTE_MS = 60_000;
const COLUMNS = ['Evidence', 'State', 'What it says', 'When', 'Where'];

export interface EvidenceSectionProps {
  release: ReleaseDetail;
}

/** What the record says of itself, and what was read back. */
export function EvidenceSection(props: EvidenceSectionProps) {
  const { release } = props;
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  return (
    <Section title="Evidence">
      <ScrollTable label="Evidence" minWidth={640} stickyFirstColumn>
        <ColumnHeads titles={COLUMNS} />
        <TableBody>
          {evidenceRows(release, now).map(
            ({ title, badge, detail, at, link }) => (
              <TableRow key={title} hover>
                <RowHeader>{title}</RowHeader>
                <TableCell>
                  <Badge {...badge} />
                </TableCell>
                <TableCell>{detail}</TableCell>
                <TableCell>
                  {at ? <RelativeTime at={at} /> : 'not known'}
                </TableCell>
                <TableCell>
                  {link ? (
                    <ExternalLink href={link}>{`Open ${title}`}</ExternalLink>
                  ) : (
                    'nowhere'
                  )}
                </TableCell>
              </TableRow>
            ),
          )}
        </TableBody>
      </ScrollTable>
      <FixableCriticals
        findings={release.evidence?.scan?.fixableCriticals ?? []}
        now={now}
      />
      <RehearsalTable rehearsals={release.evidence?.rehearsals ?? []} />
    </Section>
  );
}
