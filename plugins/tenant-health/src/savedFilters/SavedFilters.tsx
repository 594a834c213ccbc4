import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { SaveForm } from './SaveForm';
import { SavedRow } from './SavedRow';
import { useSavedFilters } from './useSavedFilters';

export interface SavedFiltersProps {
  /** Those that are set now, as in the URL; empty when there are none. */
  filters: string;
}

/** Keeps filters by name: to apply them, to share their link, to forget them. */
export function SavedFilters(props: SavedFiltersProps) {
  const { filters } = props;
  const { saved, save, remove } = useSavedFilters();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const close = () => setIsOpen(false);
  return (
    <>
      <Button
        size="small"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        Saved filters
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        aria-labelledby={id}
        fullWidth
        maxWidth="sm"
      >
        <DialogTitle id={id}>Saved filters</DialogTitle>
        <DialogContent dividers>
          {saved.length === 0 && (
            <Typography variant="body2">
              None yet. Set filters on the page, then keep them here by name.
            </Typography>
          )}
          <ul
            aria-label="Saved filters"
            style={{ listStyle: 'none', padding: 0 }}
          >
            {saved.map(one => (
              <SavedRow
                key={one.name}
                saved={one}
                isCurrent={one.filters === filters}
                onApplied={close}
                onRemove={() => remove(one.name)}
              />
            ))}
          </ul>
          <SaveForm
            filters={filters}
            taken={saved.map(({ name }) => name)}
            onSave={save}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>Close</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
