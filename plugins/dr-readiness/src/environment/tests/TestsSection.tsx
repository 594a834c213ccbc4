import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import {
  Section,
  Sparkline,
  changeLabel,
  changePath,
  formatDuration,
} from '@plumbline/plugin-odoo-react';
import { presentTest } from '../../words';
import { NextTest } from './NextTest';
import { RestoreTestTable } from './RestoreTestTable';
import { secondsOf } from './secondsOf';

const useStyles = makeStyles({
  trend: { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' },
});

export interface TestsSectionProps {
  recovery: RecoveryDetail;
}

/** Which restores were really done, how long they took, and who vouches for the result. */
export function TestsSection(props: TestsSectionProps) {
  const { tests, pendingTest, testDueAt, applies } = props.recovery;
  const classes = useStyles();
  const isFirst = tests.length === 0;
  const trend = [...tests].reverse();
  const durations = trend.map(test => formatDuration(secondsOf(test) * 1000));
  return (
    <Section title="Restore tests">
      <Typography variant="body2" gutterBottom>
        <NextTest testDueAt={testDueAt} applies={applies} isFirst={isFirst} />
      </Typography>
      {pendingTest && (
        <Typography variant="body2" role="status" gutterBottom>
          {'One is on its way: change '}
          <Link to={changePath(pendingTest)} underline="always">
            {changeLabel(pendingTest)}
          </Link>
        </Typography>
      )}
      {tests.length === 0 ? (
        <Typography variant="body2">
          None yet: until one has passed, nobody knows whether this can be
          restored, or how long it takes.
        </Typography>
      ) : (
        <>
          {tests.length > 1 && (
            <div className={classes.trend}>
              <span>How long they took</span>
              <Sparkline
                label={`Durations, oldest first: ${durations.join(', ')}`}
                points={trend.map(test => ({
                  value: secondsOf(test),
                  tone: presentTest({ ...test, ...test.result }).tone,
                }))}
              />
              <span>{`last ${durations.at(-1)}`}</span>
            </div>
          )}
          <RestoreTestTable tests={tests} />
        </>
      )}
    </Section>
  );
}
