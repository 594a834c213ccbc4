import { FormEvent, ReactNode, useId } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ErrorPanel } from '../feedback';

const useStyles = makeStyles({
  content: {
    display: 'grid',
    // A diff scrolls within itself rather than widening the form.
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 16,
    alignContent: 'start',
  },
});

export interface FormDialogProps {
  title: string;
  submitLabel: string;
  isOpen: boolean;
  isRunning: boolean;
  canSubmit: boolean;
  /** Why the last attempt took no effect. */
  error?: Error;
  onSubmit: () => void;
  onClose: () => void;
  /** More buttons, before the one that submits. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A form over the page. A refusal stays in it, and so does everything that was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, isOpen, isRunning, error, onClose } = props;
  const classes = useStyles();
  const id = useId();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.canSubmit && !isRunning) props.onSubmit();
  };
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      aria-labelledby={id}
      fullWidth
      fullScreen={isNarrow}
      maxWidth="md"
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent dividers className={classes.content}>
          {props.children}
          {error && (
            <ErrorPanel
              title="It did not take effect"
              error={error}
              stillWorks="What you typed is kept."
            />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          {props.actions}
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!props.canSubmit || isRunning}
          >
            {props.submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
