import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  Acknowledgement,
  EnvironmentRef,
  PROBES,
} from '@plumbline/plugin-odoo-common';
import {
  PersonLink,
  RelativeTime,
  errorText,
  formatInstant,
  useExpired,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';

export interface AcknowledgementRowProps {
  environment: EnvironmentRef;
  acknowledgement: Acknowledgement;
  canWithdraw: boolean;
  onWithdrawn: () => void;
}

export function AcknowledgementRow(props: AcknowledgementRowProps) {
  const { environment, acknowledgement, canWithdraw, onWithdrawn } = props;
  const { id, kind, probe, by, at, until, reason } = acknowledgement;
  const isOver = useExpired(until);
  const withdrawal = useOdooMutation(async api => {
    await api.withdrawAcknowledgement(environment, id);
    onWithdrawn();
  });
  if (isOver) return null;
  const what = probe ? PROBES[probe].title : 'The environment';
  return (
    <li>
      {`${what}: ${kind === 'mute' ? 'muted by' : 'looked after by'} `}
      <PersonLink person={by} />
      {` until ${formatInstant(until)} (`}
      <RelativeTime at={until} />
      {'), since '}
      <RelativeTime at={at} />
      {`: ${reason} `}
      <Button
        size="small"
        disabled={!canWithdraw || withdrawal.status === 'running'}
        aria-label={`Withdraw: ${reason}`}
        onClick={() => withdrawal.submit()}
      >
        Withdraw
      </Button>
      {withdrawal.status === 'failed' && (
        <Typography variant="caption" role="alert" display="block">
          {errorText(withdrawal.error)}
        </Typography>
      )}
    </li>
  );
}
