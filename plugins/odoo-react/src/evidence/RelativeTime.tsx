import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useClock } from '../clock';
import { formatInstant, formatRelative } from '../format';

const useStyles = makeStyles({
  root: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
});

export interface RelativeTimeProps {
  at: string;
  /** What happened then: `Observed`, `Applied`. */
  what?: string;
}

/** `12 s ago`, ticking by the shared clock; the absolute time and zone on hover and focus. */
export function RelativeTime(props: RelativeTimeProps) {
  const { at, what } = props;
  const classes = useStyles();
  const distance = useClock(now => formatRelative(at, now));
  const instant = formatInstant(at);
  return (
    <Tooltip title={what ? `${what} ${instant}` : instant}>
      <time
        className={classes.root}
        dateTime={at}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the absolute time must be reachable without a pointer
        tabIndex={0}
      >
        {distance}
      </time>
    </Tooltip>
  );
}
