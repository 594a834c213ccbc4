import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  RecoveryAssessment,
  RecoveryDetail,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  EvidenceAge,
  RowHeader,
  ScrollTable,
  Section,
} from '@plumbline/plugin-odoo-react';
import { claimRows } from './claimRows';

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
          {claimRows(controller?.value, database?.value).map(
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
