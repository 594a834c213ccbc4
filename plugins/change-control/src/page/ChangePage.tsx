import { Content, Progress } from '@backstage/core-components';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import { Change, isFinal } from '@plumbline/plugin-odoo-common';
import {
  changeLabel,
  changePath,
  ErrorPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ChangeView } from './ChangeView';

const POLL_OPEN_MS = 3_000;
const POLL_FINAL_MS = 60_000;

/** A change on its way is followed closely, one that ended hardly moves. */
const pollMs = (change: Change | undefined) =>
  change && isFinal(change.state) ? POLL_FINAL_MS : POLL_OPEN_MS;

/** One change, live. */
export function ChangePage() {
  const { id = '' } = useParams();
  const change = useOdooQuery((api, signal) => api.getChange(id, signal), {
    key: id,
    pollMs,
  });
  return (
    <BreadcrumbEntry entry={{ label: changeLabel(id), href: changePath(id) }}>
      <Content>
        {change.error && (
          <ErrorPanel
            title={`The change ${id} could not be loaded`}
            error={change.error}
            stillWorks={change.data && 'What was loaded before is still shown.'}
            onRetry={change.retry}
          />
        )}
        {change.status === 'loading' && <Progress />}
        {change.data && (
          // Another change is another decision: nothing typed is carried over.
          <ChangeView key={id} change={change.data} onDecided={change.retry} />
        )}
      </Content>
    </BreadcrumbEntry>
  );
}
