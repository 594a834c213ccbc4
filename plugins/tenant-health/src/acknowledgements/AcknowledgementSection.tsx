import { useState } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentDetail,
  formatEnvironmentRef,
  odooHealthAcknowledgePermission,
} from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { AcknowledgementRow } from './AcknowledgementRow';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: '0 0 8px', padding: 0 },
});

export interface AcknowledgementSectionProps {
  environment: EnvironmentDetail;
  onChanged: () => void;
}

/** Who looks after the present state and who wants to hear no more of it; neither changes the verdict. */
export function AcknowledgementSection(props: AcknowledgementSectionProps) {
  const { environment, onChanged } = props;
  const { acknowledgements } = environment;
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const { allowed, loading } = usePermission({
    permission: odooHealthAcknowledgePermission,
    resourceRef: formatEnvironmentRef(environment),
  });
  return (
    <Section title="Looked after">
      {acknowledgements.length === 0 && (
        <Typography variant="body2" gutterBottom>
          Nobody has said that they look after this state.
        </Typography>
      )}
      <ul className={classes.list} aria-label="Acknowledgements">
        {acknowledgements.map(acknowledgement => (
          <AcknowledgementRow
            key={acknowledgement.id}
            environment={environment}
            acknowledgement={acknowledgement}
            canWithdraw={allowed}
            onWithdrawn={onChanged}
          />
        ))}
      </ul>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        disabled={!allowed}
        onClick={() => setIsOpen(true)}
      >
        Acknowledge or mute
      </Button>
      {!allowed && !loading && (
        <Typography variant="caption" display="block">
          Your role does not include odoo.health.acknowledge here.
        </Typography>
      )}
      {isOpen && (
        <AcknowledgeDialog
          environment={environment}
          onClose={() => setIsOpen(false)}
          onSaid={() => {
            setIsOpen(false);
            onChanged();
          }}
        />
      )}
    </Section>
  );
}
