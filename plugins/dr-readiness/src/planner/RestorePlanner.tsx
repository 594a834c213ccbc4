import { FormEvent, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentRef } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import {
  MomentField,
  MomentText,
  momentTextOf,
  readMoment,
  useZone,
} from '../moment';
import { NO_PRINT } from '../print';
import { PlanAnswer } from './PlanAnswer';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: 8, margin: '12px 0' },
});

export interface RestorePlannerProps {
  environment: EnvironmentRef;
}

/** What a restore to a moment would lose, need, take and touch. Nothing is executed. */
export function RestorePlanner(props: RestorePlannerProps) {
  const { environment } = props;
  const classes = useStyles();
  const zone = useZone() ?? 'UTC';
  const [typed, setTyped] = useState<MomentText>();
  const [asked, setAsked] = useState<string>();
  const text = typed ?? { local: '', zone, isSecond: false };
  const read = readMoment(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.at !== undefined) setAsked(read.at);
  };
  return (
    <Section title="Restore to a time">
      <Typography variant="body2">
        Says what it would take; nothing is executed.
      </Typography>
      <form
        className={`${classes.form} ${NO_PRINT}`}
        onSubmit={submit}
        noValidate
      >
        <MomentField
          id="restore-to"
          label="Restore to"
          value={text}
          onChange={setTyped}
        />
        <div>
          <Button
            type="submit"
            variant="outlined"
            disabled={read.at === undefined}
          >
            Plan
          </Button>
        </div>
      </form>
      {asked && (
        <PlanAnswer
          environment={environment}
          to={asked}
          onChoose={at => {
            setTyped(momentTextOf(at, text.zone));
            setAsked(at);
          }}
        />
      )}
    </Section>
  );
}
