import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { SavedFilter } from './useSavedFilters';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' },
  name: { flex: '1 1 auto', overflowWrap: 'anywhere' },
});

export interface SavedRowProps {
  saved: SavedFilter;
  /** They are the ones that are set now. */
  isCurrent: boolean;
  onApplied: () => void;
  onRemove: () => void;
}

export function SavedRow(props: SavedRowProps) {
  const { saved, isCurrent, onApplied, onRemove } = props;
  const classes = useStyles();
  const [copied, copy] = useCopyToClipboard();
  const target = new URL(window.location.href);
  target.search = saved.filters;
  return (
    <li className={classes.row}>
      <Link
        to={`?${saved.filters}`}
        className={classes.name}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onApplied}
      >
        {saved.name}
      </Link>
      <Button
        size="small"
        aria-label={`Copy the link to ${saved.name}`}
        onClick={() => copy(target.href)}
      >
        Copy link
      </Button>
      <Button
        size="small"
        aria-label={`Delete ${saved.name}`}
        onClick={onRemove}
      >
        Delete
      </Button>
      <Typography variant="caption" role="status">
        {copied.value && 'Copied.'}
        {copied.error && `Copy it by hand: ${target.href}`}
      </Typography>
    </li>
  );
}
