import { makeStyles } from '@material-ui/core/styles';
import { RecoverySummary } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RelativeTime,
  formatDuration,
  formatRelative,
  useClock,
} from '@plumbline/plugin-odoo-react';
import { presentTest } from '../words';

const useStyles = makeStyles(theme => ({ note: theme.typography.caption }));

export interface LastTestProps {
  summary: RecoverySummary;
}

/** How the last restore test ended, when, whether it is proven, and when the next is due. */
export function LastTest(props: LastTestProps) {
  const { lastTest, testDueAt, applies } = props.summary;
  const classes = useStyles();
  const due = useClock(now => {
    if (!testDueAt) return '';
    const distance = formatRelative(testDueAt, now);
    return Date.parse(testDueAt) <= now
      ? `overdue, was due ${distance}`
      : `next due ${distance}`;
  });
  if (!lastTest) return applies ? <>never tested</> : null;
  return (
    <>
      <Badge {...presentTest(lastTest)} />{' '}
      <RelativeTime at={lastTest.finishedAt} what="Finished" />
      <div className={classes.note}>
        {`took ${formatDuration(lastTest.seconds * 1000)}`}
        {due && `; ${due}`}
      </div>
    </>
  );
}
