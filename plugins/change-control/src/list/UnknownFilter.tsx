import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';

export interface UnknownFilterProps {
  states: readonly string[];
  onClear: () => void;
}

/** A link that asks for what does not exist says so, rather than showing everything. */
export function UnknownFilter(props: UnknownFilterProps) {
  return (
    <div role="alert">
      <Typography variant="body2">
        {`Not understood, and left out: state ${props.states.join(', ')}.`}
      </Typography>
      <Button size="small" onClick={props.onClear}>
        Clear filters
      </Button>
    </div>
  );
}
