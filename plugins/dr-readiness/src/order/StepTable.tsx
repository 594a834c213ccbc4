import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  RecoveryOrder,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RowHeader,
  ScrollTable,
  formatInstant,
  recoveryPath,
} from '@plumbline/plugin-odoo-react';
import { afterStart } from './afterStart';

type Step = RecoveryOrder['steps'][number];

const COLUMNS = [
  'Step',
  'Tier',
  'Business services',
  'After',
  'Into',
  'Restorable to',
  'Back',
  'Owner',
];

const EVIDENCE = {
  fresh: undefined,
  partial: { shape: 'half-ring', tone: 'plain', word: 'evidence partial' },
  stale: { shape: 'hatched-circle', tone: 'unknown', word: 'stale' },
  missing: { shape: 'dashed-circle', tone: 'unknown', word: 'no evidence' },
} as const;

function StepRow({ step }: { step: Step }) {
  const { position, environment, evidence, problem, restorableTo } = step;
  const ref = environmentRefSchema.safeParse(environment);
  const badge = EVIDENCE[evidence];
  return (
    <TableRow>
      <RowHeader>
        {`${position}. `}
        {ref.success ? (
          <Link to={recoveryPath(ref.data)}>{environment}</Link>
        ) : (
          environment
        )}
      </RowHeader>
      <TableCell>{step.tier}</TableCell>
      <TableCell>{step.businessServices.join(', ')}</TableCell>
      <TableCell>{step.after.join(', ') || 'nothing'}</TableCell>
      <TableCell>{step.into}</TableCell>
      <TableCell>
        {restorableTo ? formatInstant(restorableTo, 'UTC') : 'not known'}{' '}
        {badge && <Badge {...badge} />}
      </TableCell>
      <TableCell>
        {problem ? (
          <>
            <Badge shape="barrier" tone="critical" word="problem" />
            {` ${problem}`}
          </>
        ) : (
          `${afterStart(step.completesAfterSeconds)} (${step.basis})`
        )}
      </TableCell>
      <TableCell>
        <EntityRefLink entityRef={step.owner} hideIcon />
      </TableCell>
    </TableRow>
  );
}

export interface StepTableProps {
  steps: readonly Step[];
}

/** Environments in the order in which they are restored. */
export function StepTable(props: StepTableProps) {
  return (
    <ScrollTable label="Steps" minWidth={960}>
      <TableHead>
        <TableRow>
          {COLUMNS.map(title => (
            <TableCell key={title}>{title}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {props.steps.map(step => (
          <StepRow key={step.position} step={step} />
        ))}
      </TableBody>
    </ScrollTable>
  );
}
