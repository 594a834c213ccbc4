import { makeStyles } from '@material-ui/core/styles';
import { SignedRestoreTest } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  formatDuration,
  formatMebibytes,
} from '@plumbline/plugin-odoo-react';

const MEBIBYTE = 1024 * 1024;

/** Steps are told, not judged: green is only for the whole of a signed test. */
const OUTCOMES: Record<'passed' | 'failed', BadgeProps> = {
  passed: { shape: 'check', tone: 'plain', word: 'passed' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
};

const useStyles = makeStyles(theme => ({
  summary: { ...theme.typography.body2, cursor: 'pointer' },
  list: { ...theme.typography.body2, paddingLeft: 16, margin: '4px 0' },
}));

export interface TestDetailsProps {
  test: SignedRestoreTest;
}

/** The time of each phase and what each check saw. */
export function TestDetails(props: TestDetailsProps) {
  const { result, link } = props.test;
  const classes = useStyles();
  return (
    <details>
      <summary className={classes.summary}>
        {`${result.phases.length} phases, ${result.checks.length} checks`}
      </summary>
      <ul className={classes.list} aria-label="Phases">
        {result.phases.map(({ name, seconds, outcome }) => (
          <li key={name}>
            <Badge {...OUTCOMES[outcome]} />
            {` ${name}: ${formatDuration(seconds * 1000)}`}
          </li>
        ))}
      </ul>
      <ul className={classes.list} aria-label="Checks">
        {result.checks.map(({ id, outcome, summary }) => (
          <li key={id}>
            <Badge {...OUTCOMES[outcome]} />
            {` ${id}: ${summary}`}
          </li>
        ))}
      </ul>
      <div>{`${formatMebibytes(
        Math.round(result.sizeBytes / MEBIBYTE),
      )} restored; result at ${link}`}</div>
    </details>
  );
}
