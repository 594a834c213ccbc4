import { Change, isFinal } from '@plumbline/plugin-odoo-common';
import Typography from '@material-ui/core/Typography';
import { FindingCard, formatInstant } from '@plumbline/plugin-odoo-react';

export interface StandStillProps {
  change: Change;
}

/** What the change waits for, and since when; when it does not get on, why, and what would move it. */
export function StandStill(props: StandStillProps) {
  const { change } = props;
  const { awaiting, state } = change;
  const last = change.timeline.at(-1);
  if (state === 'failed') {
    return (
      <FindingCard
        status="critical"
        what="Failed"
        why={last?.note ?? 'No reason was recorded.'}
        since={last?.at}
        action="Nothing more happens to this change; propose another one."
      />
    );
  }
  if (state === 'blocked') {
    const held = change.gates.filter(({ verdict }) =>
      ['fail', 'blocked'].includes(verdict),
    );
    const titles = held.map(({ title }) => title).join(', ');
    const summaries = held.map(({ summary }) => summary).join(' ');
    return (
      <FindingCard
        status="critical"
        what={titles ? `Held by ${titles}` : 'Blocked'}
        why={summaries || (last?.note ?? 'No gate says why.')}
        since={last?.at}
        action="The gates are judged again by themselves, and with every new revision; each says what it waits for."
      />
    );
  }
  if (!awaiting || isFinal(state)) return null;
  if (awaiting.stuck) {
    // On its way into the repository; what follows is observed in the cluster.
    const merging =
      state === 'approved' || change.pullRequest?.state === 'open';
    return (
      <FindingCard
        status="critical"
        what={`Stuck: ${awaiting.what}`}
        why={
          merging
            ? 'The change is approved, but it is not merged.'
            : 'The change is committed, but what it promised has not been observed.'
        }
        since={awaiting.since}
        action={
          merging
            ? 'Look at the pull request; the change goes on by itself once nothing stands in its way there.'
            : 'Look at the Health tab for the object behind it; the page goes on by itself once it heals.'
        }
      />
    );
  }
  return (
    <Typography variant="body2" role="status">
      {`Waiting for ${awaiting.what} since ${formatInstant(awaiting.since)}`}
    </Typography>
  );
}
