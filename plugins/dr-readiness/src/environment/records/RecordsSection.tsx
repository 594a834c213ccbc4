import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import {
  ExternalLink,
  Section,
  formatDuration,
} from '@plumbline/plugin-odoo-react';
import { Moment } from '../../moment';
import { NO_PRINT } from '../../print';
import { DrillDialog } from './DrillDialog';
import { ExemptionDialog } from './ExemptionDialog';
import { RecordRow } from './RecordRow';
import { lastDrill } from './describeRecord';

const useStyles = makeStyles({
  list: { listStyle: 'none', padding: 0, display: 'grid', gap: 12 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

export interface RecordsSectionProps {
  recovery: RecoveryDetail;
  onChanged: () => void;
}

/** The runbook with its last timed run, and what people stated: it counts once a second person confirmed it. */
export function RecordsSection(props: RecordsSectionProps) {
  const { recovery, onChanged } = props;
  const { runbook, records } = recovery;
  const classes = useStyles();
  const [open, setOpen] = useState<'drill' | 'exemption'>();
  const drill = lastDrill(records);
  const dialog = {
    recovery,
    onClose: () => setOpen(undefined),
    onStated: () => {
      setOpen(undefined);
      onChanged();
    },
  };
  return (
    <Section title="Runbook, drills and exemptions">
      <Typography variant="body2" gutterBottom>
        {'Runbook: '}
        {runbook ? (
          <ExternalLink href={runbook.url}>{runbook.title}</ExternalLink>
        ) : (
          'none is named (odoo.recovery.runbooks)'
        )}
        {'. Last timed run: '}
        {drill ? (
          <>
            <Moment at={drill.finishedAt} />
            {`, ${
              drill.succeeded ? 'succeeded' : 'failed'
            } after ${formatDuration(
              Date.parse(drill.finishedAt) - Date.parse(drill.startedAt),
            )}`}
          </>
        ) : (
          'none is confirmed'
        )}
      </Typography>
      <ul className={classes.list} aria-label="Statements">
        {records.map(record => (
          <RecordRow key={record.id} record={record} onDecided={onChanged} />
        ))}
      </ul>
      <div className={`${classes.buttons} ${NO_PRINT}`}>
        <Button
          size="small"
          variant="outlined"
          aria-haspopup="dialog"
          onClick={() => setOpen('drill')}
        >
          Record a drill
        </Button>
        <Button
          size="small"
          variant="outlined"
          aria-haspopup="dialog"
          onClick={() => setOpen('exemption')}
        >
          State an exemption
        </Button>
      </div>
      <DrillDialog {...dialog} isOpen={open === 'drill'} />
      <ExemptionDialog {...dialog} isOpen={open === 'exemption'} />
    </Section>
  );
}
