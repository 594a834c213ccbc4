import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RecoveryRecord } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  PersonLink,
  errorText,
  useClock,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import { NO_PRINT } from '../../print';
import { RECORD_BADGES, describeStatement, stateOf } from './describeRecord';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 4 },
});

export interface RecordRowProps {
  record: RecoveryRecord;
  onDecided: () => void;
}

/** One statement with who made and who confirmed it; whether this person may decide is the server's answer. */
export function RecordRow(props: RecordRowProps) {
  const { record, onDecided } = props;
  const { id, author, createdAt, confirmedBy, withdrawnBy } = record;
  const classes = useStyles();
  const state = useClock(now => stateOf(record, now));
  const decision = useOdooMutation(
    async (api, decide: 'confirmRecoveryRecord' | 'withdrawRecoveryRecord') => {
      await api[decide](id);
      onDecided();
    },
  );
  const isDecided = state === 'withdrawn' || state === 'expired';
  return (
    <li>
      <Badge {...RECORD_BADGES[state]} />
      <Typography variant="body2">{describeStatement(record)}</Typography>
      <Typography variant="caption" component="div">
        {'Stated by '}
        <PersonLink person={author} />
        {', '}
        <Moment at={createdAt} />
        {confirmedBy && (
          <>
            {'; confirmed by '}
            <PersonLink person={confirmedBy} />
            {', '}
            <Moment at={record.confirmedAt} />
          </>
        )}
        {withdrawnBy && (
          <>
            {'; withdrawn by '}
            <PersonLink person={withdrawnBy} />
            {', '}
            <Moment at={record.withdrawnAt} />
          </>
        )}
      </Typography>
      {!isDecided && (
        <div className={`${classes.buttons} ${NO_PRINT}`}>
          {state === 'waiting' && (
            <Button
              size="small"
              variant="outlined"
              disabled={decision.status === 'running'}
              onClick={() => decision.submit('confirmRecoveryRecord')}
            >
              Confirm
            </Button>
          )}
          <Button
            size="small"
            disabled={decision.status === 'running'}
            onClick={() => decision.submit('withdrawRecoveryRecord')}
          >
            Withdraw
          </Button>
        </div>
      )}
      {decision.status === 'failed' && (
        <Typography variant="body2" role="alert">
          {`It did not take effect: ${errorText(decision.error)}`}
        </Typography>
      )}
    </li>
  );
}
