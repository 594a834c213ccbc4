import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: { display: 'flex', gap: 8, alignItems: 'center', padding: '8px 0' },
});

export interface PagerProps {
  shown: number;
  /** Of all pages. */
  total: number;
  /** What is listed, in the plural. */
  noun: string;
  onPrevious?: () => void;
  onNext?: () => void;
}

/** The server pages by cursor: there is a next and a previous page, but no page number. */
export function Pager(props: PagerProps) {
  const { shown, total, noun, onPrevious, onNext } = props;
  return (
    <nav className={useStyles().root} aria-label="Pages">
      <Button size="small" disabled={!onPrevious} onClick={onPrevious}>
        Previous
      </Button>
      <Button size="small" disabled={!onNext} onClick={onNext}>
        Next
      </Button>
      <Typography variant="body2" role="status">
        {`${shown} of ${total} ${noun}`}
      </Typography>
    </nav>
  );
}
