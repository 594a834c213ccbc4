import { useState } from 'react';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { Proposal } from './useProposal';
import { ProposalDialog } from './ProposalDialog';
import {
  RollBackOption,
  moveInWords,
  priceInWords,
  proposalOf,
} from './rollBack';

export interface RollBackDialogProps {
  release: Pick<EnvironmentRelease, 'environment' | 'rollBack'>;
  /** The one that was asked for; absent: the earlier image if it is allowed. Every other way the person has to choose. */
  chosen?: RollBackOption;
  /** Filled in as the reason: then the preview is there at once. */
  reason: string;
  onClose: () => void;
}

const keyOf = ({ move, to = '' }: RollBackOption) => `${move} ${to}`;

/** Where to go back to, at which price, and the change that does. No freeze stops it. */
export function RollBackDialog(props: RollBackDialogProps) {
  const { reason, onClose } = props;
  // As it was when it was opened: what is chosen and previewed does not change under the person.
  const [{ environment, rollBack }] = useState(props.release);
  const options = rollBack.flatMap(option => {
    const proposal = proposalOf(environment, option);
    return proposal ? [{ option, proposal }] : [];
  });
  const [chosen, setChosen] = useState(() => {
    const first =
      props.chosen ?? rollBack.find(({ move }) => move === 'image-only');
    return first && keyOf(first);
  });
  const proposal: Proposal | undefined = options.find(
    ({ option }) => keyOf(option) === chosen,
  )?.proposal;
  return (
    <ProposalDialog
      title={`Roll back ${environment}`}
      submitLabel={
        proposal?.kind === 'promote'
          ? 'Propose the promotion'
          : 'Propose the roll-back'
      }
      proposal={proposal}
      initialReason={reason}
      onClose={onClose}
    >
      {options.length === 0 ? (
        <Typography variant="body2" role="alert">
          No change can take it back. The Release tab of the environment says
          why, and what else there is.
        </Typography>
      ) : (
        <RadioGroup
          aria-label="Way back"
          value={chosen ?? ''}
          onChange={event => setChosen(event.target.value)}
        >
          {options.map(({ option }) => (
            <FormControlLabel
              key={keyOf(option)}
              value={keyOf(option)}
              control={<Radio color="primary" />}
              label={`${moveInWords(option)}: ${priceInWords(option)}`}
            />
          ))}
        </RadioGroup>
      )}
      <Typography variant="body2">
        {proposal?.kind === 'promote'
          ? 'A promotion meets all its gates, the calendar too.'
          : 'A freeze does not stop a roll-back; the other gates hold.'}
      </Typography>
    </ProposalDialog>
  );
}
