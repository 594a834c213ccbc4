import Button from '@material-ui/core/Button';
import { EmptyState } from './EmptyState';

export interface NothingMatchesProps {
  /** What is not there, such as `No environments match`. */
  title: string;
  onClear: () => void;
}

/** A list that its filters leave empty. Nothing found is not nothing there. */
export function NothingMatches({ title, onClear }: NothingMatchesProps) {
  return (
    <EmptyState
      title={title}
      description="There may be some that the filters hide."
      action={
        <Button variant="outlined" onClick={onClear}>
          Clear all filters
        </Button>
      }
    />
  );
}
