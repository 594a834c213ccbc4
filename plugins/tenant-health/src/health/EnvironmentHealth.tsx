import { Progress } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { ErrorPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { AreaCards } from './AreaCards';
import { RecentTransitions } from './RecentTransitions';
import { RisksAhead } from './RisksAhead';
import { VerdictPanel } from './VerdictPanel';

const POLL_MS = 15_000;

const useStyles = makeStyles({ sections: { display: 'grid', gap: 12 } });

export interface EnvironmentHealthProps {
  environment: EnvironmentRef;
}

export function EnvironmentHealth(props: EnvironmentHealthProps) {
  const { environment } = props;
  const classes = useStyles();
  const detail = useOdooQuery(
    (api, signal) => api.getEnvironment(environment, signal),
    { key: formatEnvironmentRef(environment), pollMs: POLL_MS },
  );
  return (
    <>
      {detail.error && (
        <ErrorPanel
          title={
            detail.status === 'ready'
              ? 'The health could not be refreshed'
              : 'The health could not be loaded'
          }
          error={detail.error}
          stillWorks={
            detail.status === 'ready'
              ? 'Shown is what was loaded last; its age counts on.'
              : 'The other tabs, the Kubernetes tab among them, still work.'
          }
          onRetry={detail.retry}
        />
      )}
      {detail.status === 'loading' && <Progress />}
      {detail.status === 'ready' && (
        <div className={classes.sections}>
          <VerdictPanel environment={detail.data} />
          <RisksAhead risks={detail.data.verdict.riskAhead} />
          <AreaCards environment={detail.data} />
          <RecentTransitions environment={environment} />
        </div>
      )}
    </>
  );
}
