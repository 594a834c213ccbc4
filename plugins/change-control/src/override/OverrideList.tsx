import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Change,
  ChangeActions,
  GATE_TITLES,
  OverridableGate,
  Override,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  BadgeProps,
  PersonLink,
  formatInstant,
  useExpired,
} from '@plumbline/plugin-odoo-react';
import { FollowUpDialog } from './FollowUpDialog';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 },
  item: { overflowWrap: 'anywhere' },
});

export interface OverrideListProps {
  change: Change;
  /** Called after a follow-up, whether it took effect or not. */
  onDecided: () => void;
}

/** Who let which gate be passed, why and until when, and what was done about it afterwards. */
export function OverrideList(props: OverrideListProps) {
  const { change, onDecided } = props;
  const classes = useStyles();
  const [following, setFollowing] = useState<OverridableGate>();
  return (
    <>
      <ul className={classes.list} aria-label="Overrides given">
        {change.overrides.map(override => (
          <li key={`${override.gate} ${override.at}`} className={classes.item}>
            <OverrideItem
              override={override}
              mayFollowUp={change.actions?.followUp}
              onFollowUp={() => setFollowing(override.gate)}
            />
          </li>
        ))}
      </ul>
      {following && (
        <FollowUpDialog
          change={change}
          gate={following}
          onClose={() => setFollowing(undefined)}
          onDecided={onDecided}
        />
      )}
    </>
  );
}

const VOID: BadgeProps = {
  shape: 'dash',
  tone: 'plain',
  word: 'void: the content or the permission changed',
};
const OVER: BadgeProps = { shape: 'dash', tone: 'plain', word: 'over' };
const COUNTS: BadgeProps = {
  shape: 'skipped-check',
  tone: 'degraded',
  word: 'overridden',
};

interface OverrideItemProps {
  override: Override;
  /** Of this person; absent: nothing is known of it. */
  mayFollowUp: ChangeActions['followUp'];
  onFollowUp: () => void;
}

function OverrideItem(props: OverrideItemProps) {
  const { override, mayFollowUp, onFollowUp } = props;
  const { gate, by, at, until, reason, valid, followUp } = override;
  const isOver = useExpired(until);
  const running = isOver ? OVER : COUNTS;
  return (
    <>
      <Badge {...(valid ? running : VOID)} />
      <Typography variant="body2">
        {`${GATE_TITLES[gate]}: `}
        <PersonLink person={by} />
        {`, ${formatInstant(at)} until ${formatInstant(until)}`}
      </Typography>
      <Typography variant="body2">{reason}</Typography>
      {followUp ? (
        <Typography variant="body2">
          {'Followed up by '}
          <PersonLink person={followUp.by} />
          {`, ${formatInstant(followUp.at)}: ${followUp.comment}`}
        </Typography>
      ) : (
        <>
          <Typography variant="body2">
            Somebody has to say what was done about it.
          </Typography>
          {mayFollowUp?.reason && (
            <Typography variant="body2">
              {`Follow up: ${mayFollowUp.reason}`}
            </Typography>
          )}
          {mayFollowUp?.allowed && (
            <Button
              size="small"
              variant="outlined"
              aria-label={`Follow up ${GATE_TITLES[gate]}`}
              onClick={onFollowUp}
            >
              Follow up
            </Button>
          )}
        </>
      )}
    </>
  );
}
