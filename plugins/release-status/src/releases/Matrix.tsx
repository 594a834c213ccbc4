import { MatrixQuery, SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import { Pager, QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { MatrixUrlState } from './matrixUrl';

const POLL_MS = 30_000;

export interface MatrixProps {
  query: MatrixQuery;
  url: MatrixUrlState;
}

export function Matrix(props: MatrixProps) {
  const { query, url } = props;
  const matrix = useOdooQuery(
    (api, signal) => api.getReleaseMatrix(query, signal),
    {
      key: JSON.stringify(query),
      pollMs: POLL_MS,
      channel: SIGNAL_CHANNELS.changes,
      keepPrevious: true,
    },
  );
  return (
    <QueryPanel
      query={matrix}
      what="The matrix of releases"
      stillWorks="Changes and rollouts go on without this page."
    >
      {({ items, total, nextCursor }) => (
        <Pager
          shown={items.length}
          total={total}
          noun="tenants"
          onPrevious={url.hasPrevious ? url.toPrevious : undefined}
          onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
        />
      )}
    </QueryPanel>
  );
}
