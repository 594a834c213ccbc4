import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';

export interface ContentChangedProps {
  revision: number;
  onSeen: () => void;
}

/** The page is live: what was read a minute ago must not be approved as something else. */
export function ContentChanged(props: ContentChangedProps) {
  const { revision, onSeen } = props;
  return (
    <div role="alert">
      <Typography variant="body2">
        {`The content has changed since you opened this page: it is revision ${revision} now. Approvals given before are void.`}
      </Typography>
      <Button size="small" variant="outlined" onClick={onSeen}>
        {`I have seen revision ${revision}`}
      </Button>
    </div>
  );
}
