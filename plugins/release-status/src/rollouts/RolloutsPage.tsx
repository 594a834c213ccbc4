import { Link } from '@backstage/core-components';
import {
  RolloutSummary,
  rolloutQuerySchema,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RelativeTime,
  formatQuantity,
  releasePath,
  rolloutPath,
} from '@plumbline/plugin-odoo-react';
import { ListColumn, ListPage } from '../list';
import { ROLLOUT_BADGES, stepsInWords } from './presentRollout';

const FILTERS = ['state', 'release', 'ring'] as const;

const COLUMNS: readonly ListColumn<RolloutSummary>[] = [
  {
    title: 'Release',
    cell: ({ id, release }) => <Link to={rolloutPath(id)}>{release}</Link>,
  },
  {
    title: 'Ring',
    cell: ({ release, ring }) => <Link to={releasePath(release)}>{ring}</Link>,
  },
  {
    title: 'State',
    cell: ({ state }) => <Badge {...ROLLOUT_BADGES[state]} />,
  },
  { title: 'Environments', cell: ({ steps }) => stepsInWords(steps) },
  {
    title: 'Failed',
    cell: ({ failures, failureBudget }) =>
      `${formatQuantity(failures)} of ${failureBudget} allowed`,
  },
  {
    title: 'Begun',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} what="Begun" />,
  },
];

/** `/rollouts`: the newest first; `?state`, `?release` and `?ring` filter. */
export function RolloutsPage() {
  return (
    <ListPage
      noun="rollouts"
      filters={FILTERS}
      schema={rolloutQuerySchema}
      load={(api, query, signal) => api.listRollouts(query, signal)}
      columns={COLUMNS}
      stillWorks="They go on without this page; their changes are on Changes."
      howToBegin="Open a release and promote it to a ring: one change an environment follows."
    />
  );
}
