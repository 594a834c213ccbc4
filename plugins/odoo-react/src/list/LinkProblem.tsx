import Button from '@material-ui/core/Button';
import { EmptyState } from '../feedback';

export interface LinkProblemProps {
  /** What the link asks for and nobody knows: `verdict=green`. */
  problem: string;
  onClear: () => void;
}

/** A wrong or old link says so: showing everything instead would mislead. */
export function LinkProblem(props: LinkProblemProps) {
  return (
    <EmptyState
      title="This link asks for something that does not exist"
      description={`Not understood: ${props.problem}`}
      action={
        <Button variant="outlined" onClick={props.onClear}>
          Clear filters
        </Button>
      }
    />
  );
}
