import { Progress } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import {
  EnvironmentRef,
  PROBES,
  SIGNAL_CHANNELS,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  ErrorPanel,
  RelativeTime,
  StatusBadge,
  useOdooQuery,
  Section,
} from '@plumbline/plugin-odoo-react';

const SHOWN = 20;
const POLL_MS = 60_000;

export interface RecentTransitionsProps {
  environment: EnvironmentRef;
}

/** When which probe changed its status, the newest first. */
export function RecentTransitions(props: RecentTransitionsProps) {
  const { environment } = props;
  const history = useOdooQuery(
    (api, signal) => api.getHistory(environment, { limit: SHOWN }, signal),
    {
      key: formatEnvironmentRef(environment),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.verdicts,
    },
  );
  const transitions = history.data?.items ?? [];
  return (
    <Section title="Recent transitions">
      {history.error && (
        <ErrorPanel
          title="The history could not be loaded"
          error={history.error}
          stillWorks="The verdict and the probes above do not depend on it."
          onRetry={history.retry}
        />
      )}
      {history.status === 'loading' && <Progress />}
      {history.status === 'ready' && transitions.length === 0 && (
        <Typography variant="body2">
          No probe has changed its status yet.
        </Typography>
      )}
      <ul>
        {transitions.map(({ probe, from, to, at, summary }) => (
          <li key={`${probe} ${at}`}>
            <RelativeTime at={at} />
            {` ${PROBES[probe].title}: `}
            {from ? (
              <>
                <StatusBadge status={from} />
                {' to '}
              </>
            ) : (
              'first observed as '
            )}
            <StatusBadge status={to} />
            {` ${summary}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
