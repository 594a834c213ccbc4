import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  pager: { display: 'flex', gap: 8, alignItems: 'center', paddingTop: 8 },
});

export interface ChangePagerProps {
  shown: number;
  /** Of all pages. */
  total: number;
  /** Cursors of the pages before this one, the current one last. */
  trail: readonly string[];
  nextCursor?: string;
  onGo: (trail: string[]) => void;
}

/** The server pages by cursor: there is a next and a previous page, but no page number. */
export function ChangePager(props: ChangePagerProps) {
  const { shown, total, trail, nextCursor, onGo } = props;
  return (
    <nav className={useStyles().pager} aria-label="Pages">
      <Button
        size="small"
        disabled={trail.length === 0}
        onClick={() => onGo(trail.slice(0, -1))}
      >
        Previous
      </Button>
      <Button
        size="small"
        disabled={!nextCursor}
        onClick={() => {
          // Pressed twice before the answer came: one is there already.
          if (nextCursor && nextCursor !== trail.at(-1)) {
            onGo([...trail, nextCursor]);
          }
        }}
      >
        Next
      </Button>
      <Typography variant="body2" role="status">
        {`${shown} of ${total} changes`}
      </Typography>
    </nav>
  );
}
