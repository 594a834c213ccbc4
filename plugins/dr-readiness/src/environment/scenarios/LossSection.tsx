import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  LOSS_SCENARIOS,
  Objective,
  RecoveryAssessment,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  ColumnHeads,
  RowHeader,
  ScrollTable,
  Section,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import {
  SCENARIO_TITLES,
  formatObjective,
  presentObjective,
} from '../../words';

const COLUMNS = ['If this happens now', 'You lose / target', 'Because'];

interface ObjectiveRowProps {
  title: string;
  objective: Objective;
}

function ObjectiveRow(props: ObjectiveRowProps) {
  const { title, objective } = props;
  return (
    <TableRow>
      <RowHeader>{title}</RowHeader>
      <TableCell>
        {formatObjective(objective)} <Badge {...presentObjective(objective)} />
      </TableCell>
      <TableCell>{objective.summary}</TableCell>
    </TableRow>
  );
}

export interface LossSectionProps {
  assessment: RecoveryAssessment;
}

/** What is lost in each scenario, and how long it takes until it is back. */
export function LossSection(props: LossSectionProps) {
  const { rpo, rto, restorableTo, applies } = props.assessment;
  if (!applies) return null;
  return (
    <Section title="If this happens now">
      <p>
        {'Database and filestore together can be brought back to: '}
        <Moment at={restorableTo} none="no moment that is known" />
      </p>
      <ScrollTable label="What is lost" minWidth={560}>
        <ColumnHeads titles={COLUMNS} />
        <TableBody>
          {LOSS_SCENARIOS.map(scenario => (
            <ObjectiveRow
              key={scenario}
              title={SCENARIO_TITLES[scenario]}
              objective={rpo[scenario]}
            />
          ))}
          <ObjectiveRow title="In each of them it takes" objective={rto} />
        </TableBody>
      </ScrollTable>
    </Section>
  );
}
