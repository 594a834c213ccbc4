import { Content } from '@backstage/core-components';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { useParams } from 'react-router-dom';
import { RolloutDetail, SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import {
  QueryPanel,
  changeLabel,
  rolloutPath,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { RolloutView } from './RolloutView';

const POLL_UNDER_WAY_MS = 5_000;
const POLL_ENDED_MS = 60_000;

const hasEnded = (rollout: RolloutDetail) =>
  rollout.state === 'done' || rollout.state === 'stopped';

/** One under way is followed closely, one that ended hardly moves. */
const pollMs = (rollout: RolloutDetail | undefined) =>
  rollout && hasEnded(rollout) ? POLL_ENDED_MS : POLL_UNDER_WAY_MS;

/** `/rollouts/<id>`: one rollout, live. */
export function RolloutPage() {
  const { id = '' } = useParams();
  const rollout = useOdooQuery((api, signal) => api.getRollout(id, signal), {
    key: id,
    pollMs,
    channel: SIGNAL_CHANNELS.changes,
  });
  return (
    <BreadcrumbEntry entry={{ label: changeLabel(id), href: rolloutPath(id) }}>
      <Content>
        <QueryPanel
          query={rollout}
          what={`The rollout ${changeLabel(id)}`}
          stillWorks="Its changes are on Changes; each can be decided there."
        >
          {data => <RolloutView rollout={data} onSteered={rollout.retry} />}
        </QueryPanel>
      </Content>
    </BreadcrumbEntry>
  );
}
