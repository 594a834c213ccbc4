import { Progress } from '@backstage/core-components';
import {
  EnvironmentRef,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { ErrorPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { RecoveryView } from './RecoveryView';

const POLL_MS = 15_000;

export interface EnvironmentRecoveryProps {
  environment: EnvironmentRef;
}

export function EnvironmentRecovery(props: EnvironmentRecoveryProps) {
  const { environment } = props;
  const detail = useOdooQuery(
    (api, signal) => api.getRecovery(environment, signal),
    { key: formatEnvironmentRef(environment), pollMs: POLL_MS },
  );
  return (
    <>
      {detail.error && (
        <ErrorPanel
          title={
            detail.status === 'ready'
              ? 'The recovery could not be refreshed'
              : 'The recovery could not be loaded'
          }
          error={detail.error}
          stillWorks={
            detail.status === 'ready'
              ? 'Shown is what was loaded last; its age counts on.'
              : 'Backups go on without this page; the other tabs still work.'
          }
          onRetry={detail.retry}
        />
      )}
      {detail.status === 'loading' && <Progress />}
      {detail.status === 'ready' && (
        <RecoveryView recovery={detail.data} onChanged={detail.retry} />
      )}
    </>
  );
}
