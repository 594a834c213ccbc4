import { makeStyles } from '@material-ui/core/styles';
import { hatching, paletteOf } from '../palette';
import { RelativeTime } from './RelativeTime';
import { useExpired } from './useExpired';

const useStyles = makeStyles(theme => {
  const { unknown } = paletteOf(theme);
  return {
    stale: {
      color: unknown,
      backgroundImage: hatching(unknown),
      padding: '0 4px',
    },
    missing: {
      color: unknown,
      border: `1px dashed ${unknown}`,
      padding: '0 4px',
      whiteSpace: 'nowrap',
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

/** How old the evidence is, ticking; hatched and said so once it is stale. */
export function EvidenceAge(props: EvidenceAgeProps) {
  const { observedAt, expiresAt, stale = false } = props;
  const classes = useStyles();
  const expired = useExpired(expiresAt);
  if (!observedAt) return <span className={classes.missing}>no evidence</span>;
  const age = <RelativeTime at={observedAt} what="Observed" />;
  if (!stale && !expired) return age;
  return <span className={classes.stale}>{age}, stale</span>;
}
