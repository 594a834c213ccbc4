import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useClock } from '../clock';
import { formatInstant, formatRelative } from '../format';
import { hatching, paletteOf } from '../palette';

const useStyles = makeStyles(theme => {
  const { unknown } = paletteOf(theme);
  return {
    age: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
    stale: {
      color: unknown,
      backgroundImage: hatching(unknown),
      padding: '0 4px',
    },
    missing: {
      color: unknown,
      border: `1px dashed ${unknown}`,
      padding: '0 4px',
    },
  };
});

export interface EvidenceAgeProps {
  /** When the evidence was observed; absent when there is none. */
  observedAt?: string;
  /** Past this the evidence is stale, whatever was said when the page was loaded. */
  expiresAt?: string;
  /** The server said so. */
  stale?: boolean;
}

/** How old the evidence is, ticking; the absolute time and zone on hover and focus. */
export function EvidenceAge(props: EvidenceAgeProps) {
  const { observedAt, expiresAt, stale = false } = props;
  const classes = useStyles();
  const age = useClock(now =>
    observedAt ? formatRelative(observedAt, now) : '',
  );
  const expired = useClock(now =>
    expiresAt ? Date.parse(expiresAt) <= now : false,
  );
  if (!observedAt) return <span className={classes.missing}>no evidence</span>;
  const isStale = stale || expired;
  return (
    <Tooltip title={`Observed ${formatInstant(observedAt)}`}>
      <span
        className={isStale ? `${classes.age} ${classes.stale}` : classes.age}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the absolute time must be reachable without a pointer
        tabIndex={0}
        role="note"
      >
        <time dateTime={observedAt}>{age}</time>
        {isStale ? ', stale' : ''}
      </span>
    </Tooltip>
  );
}
