import { makeStyles } from '@material-ui/core/styles';
import {
  Matrix as MatrixData,
  MatrixQuery,
  SIGNAL_CHANNELS,
} from '@plumbline/plugin-odoo-common';
import { Pager, QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { MatrixGrid } from './grid';
import { MatrixFilters } from './MatrixFilters';
import { MatrixLegend } from './MatrixLegend';
import { MatrixUrlState } from './matrixUrl';
import { NoTenants } from './NoTenants';
import { ReleaseStrip } from './ReleaseStrip';
import { RecordErrors } from './RecordErrors';
import { RingsPanel } from './rings';

const POLL_MS = 30_000;

const useStyles = makeStyles({
  sections: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

export interface MatrixProps {
  query: MatrixQuery;
  url: MatrixUrlState;
}

/** A page of tenants, the releases that they have, and the rings that they are in. */
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
    <>
      <MatrixFilters url={url} matrix={matrix.data} />
      <RecordErrors />
      <QueryPanel
        query={matrix}
        what="The matrix of releases"
        stillWorks="Changes and rollouts go on without this page."
      >
        {(data, isOutdated) => (
          <MatrixAnswer
            matrix={data}
            url={url}
            isBusy={matrix.isRefreshing}
            isOutdated={isOutdated}
          />
        )}
      </QueryPanel>
    </>
  );
}

interface MatrixAnswerProps {
  matrix: MatrixData;
  url: MatrixUrlState;
  isBusy: boolean;
  isOutdated: boolean;
}

function MatrixAnswer(props: MatrixAnswerProps) {
  const { matrix, url, isBusy, isOutdated } = props;
  const { items, total, nextCursor, releases, rings } = matrix;
  const classes = useStyles();
  return (
    <div className={classes.sections}>
      <ReleaseStrip releases={releases} parameters={url.parameters} />
      <RingsPanel rings={rings} parameters={url.parameters} />
      <div>
        <MatrixLegend />
        {items.length === 0 ? (
          <NoTenants url={url} />
        ) : (
          <MatrixGrid matrix={matrix} isBusy={isBusy} isOutdated={isOutdated} />
        )}
        <Pager
          shown={items.length}
          total={total}
          noun="tenants"
          onPrevious={url.hasPrevious ? url.toPrevious : undefined}
          onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
        />
      </div>
    </div>
  );
}
