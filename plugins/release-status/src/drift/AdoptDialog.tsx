import Typography from '@material-ui/core/Typography';
import { Drift } from '@plumbline/plugin-odoo-common';
import { ProposalDialog } from '../proposal';

export interface AdoptDialogProps {
  drift: Pick<Drift, 'environment' | 'summary'>;
  onClose: () => void;
}

/** What came past change control goes the way of a change: what it left wrong is rendered anew, the rest is taken over. */
export function AdoptDialog(props: AdoptDialogProps) {
  const { environment, summary } = props.drift;
  return (
    <ProposalDialog
      title={`Adopt in ${environment}`}
      submitLabel="Propose the adoption"
      proposal={{ kind: 'update', environment, spec: {} }}
      onClose={props.onClose}
    >
      <Typography variant="body2">{summary}</Typography>
      <Typography variant="body2">
        The change keeps the specification that is in Git now. Files that are
        not as it renders them are rendered anew; without any such file the
        commits alone are taken over. To undo them, revert them in Git instead.
      </Typography>
    </ProposalDialog>
  );
}
