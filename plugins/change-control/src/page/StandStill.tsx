import { Change, isFinal } from '@plumbline/plugin-odoo-common';
import Typography from '@material-ui/core/Typography';
import { FindingCard, formatInstant } from '@plumbline/plugin-odoo-react';

export interface StandStillProps {
  change: Change;
}

/** What the change waits for, and since when; when it is stuck, what would move it. */
export function StandStill(props: StandStillProps) {
  const { change } = props;
  const { awaiting } = change;
  if (change.state === 'blocked') {
    const held = change.gates.filter(({ verdict }) =>
      ['fail', 'blocked'].includes(verdict),
    );
    return (
      <FindingCard
        status="critical"
        what={`Held by ${held.map(({ title }) => title).join(', ')}`}
        why={held.map(({ summary }) => summary).join(' ')}
        since={change.timeline.at(-1)?.at}
        action="Propose a new revision that the gates let through; the gates are judged again with it."
      />
    );
  }
  if (!awaiting || isFinal(change.state)) return null;
  if (awaiting.stuck) {
    return (
      <FindingCard
        status="critical"
        what={`Stuck: ${awaiting.what}`}
        why="The change is committed, but what it promised has not been observed."
        since={awaiting.since}
        action="Look at the Health tab for the object behind it; the page goes on by itself once it heals."
      />
    );
  }
  return (
    <Typography variant="body2" role="status">
      {`Waiting for ${awaiting.what} since ${formatInstant(awaiting.since)}`}
    </Typography>
  );
}
