import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentRef,
  SIGNAL_CHANNELS,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { AcknowledgementSection } from '../acknowledgements';
import { DayTwoActions } from '../dayTwo';
import { HealthHistory } from '../history';
import { RisksAhead } from '../risks';
import { AreaCards } from './AreaCards';
import { VerdictPanel } from './VerdictPanel';

const POLL_MS = 15_000;

const useStyles = makeStyles({
  sections: {
    display: 'grid',
    gap: 12,
    // A table scrolls within itself rather than widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
});

export interface EnvironmentHealthProps {
  environment: EnvironmentRef;
}

export function EnvironmentHealth(props: EnvironmentHealthProps) {
  const { environment } = props;
  const classes = useStyles();
  const detail = useOdooQuery(
    (api, signal) => api.getEnvironment(environment, signal),
    {
      key: formatEnvironmentRef(environment),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  return (
    <QueryPanel
      query={detail}
      what="The health"
      stillWorks="The other tabs, the Kubernetes tab among them, still work."
    >
      {data => (
        <div className={classes.sections}>
          <DayTwoActions environment={data} />
          <VerdictPanel environment={data} />
          <AcknowledgementSection environment={data} onChanged={detail.retry} />
          <RisksAhead environment={data} risks={data.verdict.riskAhead} />
          <AreaCards environment={data} />
          <HealthHistory environment={environment} />
        </div>
      )}
    </QueryPanel>
  );
}
