import { useState } from 'react';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  QueryPanel,
  Section,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { DayChart } from './DayChart';
import { RecentTransitions } from './RecentTransitions';
import { DAY_MS, dayOf } from './dayColumns';

const POLL_MS = 300_000;
const RANGES = [30, 90, 365];

export interface HealthHistoryProps {
  environment: EnvironmentRef;
}

/** How the days went, and each transition of a probe. */
export function HealthHistory(props: HealthHistoryProps) {
  const { environment } = props;
  const [days, setDays] = useState(RANGES[0]);
  const daily = useOdooQuery(
    (api, signal) => {
      const now = Date.now();
      const range = { from: dayOf(now - (days - 1) * DAY_MS), to: dayOf(now) };
      return api.getDailyHistory(environment, range, signal);
    },
    {
      key: `${formatEnvironmentRef(environment)} ${days}`,
      pollMs: POLL_MS,
      keepPrevious: true,
    },
  );
  return (
    <>
      <Section
        title="History"
        aside={
          <ButtonGroup size="small" aria-label="Shown days">
            {RANGES.map(range => (
              <Button
                key={range}
                aria-pressed={range === days}
                variant={range === days ? 'contained' : 'outlined'}
                onClick={() => setDays(range)}
              >
                {`${range} days`}
              </Button>
            ))}
          </ButtonGroup>
        }
      >
        <QueryPanel
          query={daily}
          what="The history"
          stillWorks="The verdict and the probes above do not depend on it."
        >
          {history => <DayChart history={history} days={days} />}
        </QueryPanel>
      </Section>
      <RecentTransitions environment={environment} />
    </>
  );
}
