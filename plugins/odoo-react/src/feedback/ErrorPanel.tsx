import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { errorText } from '../errors';
import { paletteOf } from '../palette';

const useStyles = makeStyles(theme => ({
  root: {
    padding: 12,
    margin: '8px 0',
    display: 'grid',
    gap: 4,
    justifyItems: 'start',
    border: `1px solid ${paletteOf(theme).critical}`,
    overflowWrap: 'anywhere',
  },
}));

export interface ErrorPanelProps {
  /** What failed: `The environments could not be loaded`. */
  title: string;
  error: Error;
  /** What still works, or what is still shown. */
  stillWorks?: string;
  onRetry?: () => void;
}

/** Says what failed, why, what still works, and offers to try again. */
export function ErrorPanel(props: ErrorPanelProps) {
  const { title, error, stillWorks, onRetry } = props;
  return (
    <div className={useStyles().root} role="alert">
      <Typography variant="subtitle2" component="p">
        {title}
      </Typography>
      <Typography variant="body2">{errorText(error)}</Typography>
      {stillWorks && <Typography variant="body2">{stillWorks}</Typography>}
      {onRetry && (
        <Button size="small" variant="outlined" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}
