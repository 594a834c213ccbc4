import Typography from '@material-ui/core/Typography';
import {
  ACKNOWLEDGEMENT_KINDS,
  Acknowledgement,
} from '@plumbline/plugin-odoo-common';
import { formatInstant, useExpired } from '@plumbline/plugin-odoo-react';
import { nameOf } from './nameOf';

const WORDS: Record<(typeof ACKNOWLEDGEMENT_KINDS)[number], string> = {
  acknowledge: 'looked after by',
  mute: 'muted by',
};

export interface AcknowledgementMarkProps {
  acknowledgement: Acknowledgement;
}

/** Who looks after the state, until when: beside the verdict, which it does not change. */
export function AcknowledgementMark(props: AcknowledgementMarkProps) {
  const { kind, by, until, reason } = props.acknowledgement;
  const isOver = useExpired(until);
  if (isOver) return null;
  return (
    <Typography variant="caption" display="block" title={`${by}: ${reason}`}>
      {`${WORDS[kind]} ${nameOf(by)} until ${formatInstant(until)}`}
    </Typography>
  );
}
