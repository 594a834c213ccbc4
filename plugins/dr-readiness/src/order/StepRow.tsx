import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import {
  RecoveryOrder,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RowHeader,
  formatInstant,
  recoveryPath,
} from '@plumbline/plugin-odoo-react';
import { afterStart } from './afterStart';

export type Step = RecoveryOrder['steps'][number];

const EVIDENCE = {
  fresh: undefined,
  partial: { shape: 'half-ring', tone: 'plain', word: 'evidence partial' },
  stale: { shape: 'hatched-circle', tone: 'unknown', word: 'stale' },
  missing: { shape: 'dashed-circle', tone: 'unknown', word: 'no evidence' },
} as const;

const useStyles = makeStyles({ moment: { minWidth: 110 } });

export interface StepRowProps {
  step: Step;
}

/** One environment: after what, into what, to when, and until when; or plainly why not. */
export function StepRow(props: StepRowProps) {
  const { step } = props;
  const { position, environment, evidence, problem, restorableTo } = step;
  const ref = environmentRefSchema.safeParse(environment);
  const badge = EVIDENCE[evidence];
  const classes = useStyles();
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
      <TableCell className={classes.moment}>
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
