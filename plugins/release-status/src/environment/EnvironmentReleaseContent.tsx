import {
  EnvironmentRef,
  SIGNAL_CHANNELS,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { EnvironmentReleaseView } from './EnvironmentReleaseView';

const POLL_MS = 15_000;

export interface EnvironmentReleaseContentProps {
  environment: EnvironmentRef;
}

/** The release of one environment, live. */
export function EnvironmentReleaseContent(
  props: EnvironmentReleaseContentProps,
) {
  const { environment } = props;
  const release = useOdooQuery(
    (api, signal) => api.getEnvironmentRelease(environment, signal),
    {
      key: formatEnvironmentRef(environment),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
    },
  );
  return (
    <QueryPanel
      query={release}
      what="The release of this environment"
      stillWorks="The other tabs still work; changes go on."
    >
      {data => <EnvironmentReleaseView release={data} />}
    </QueryPanel>
  );
}
