import Button from '@material-ui/core/Button';
import { ErrorPanel } from '@plumbline/plugin-odoo-react';

export interface SignInFailureProps {
  error?: Error;
  onChooseAgain: () => void;
}

/** Says why nobody is signed in; a remembered persona may be gone from the configuration. */
export function SignInFailure(props: SignInFailureProps) {
  const { error, onChooseAgain } = props;
  return (
    <>
      <ErrorPanel
        title="The sign-in failed"
        error={error ?? new Error('The backend gave no reason')}
      />
      <Button variant="outlined" onClick={onChooseAgain}>
        Choose a persona
      </Button>
    </>
  );
}
