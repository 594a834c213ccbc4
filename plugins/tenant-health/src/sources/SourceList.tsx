import { makeStyles } from '@material-ui/core/styles';
import { Source } from '@plumbline/plugin-odoo-common';
import {
  CountLinks,
  EmptyState,
  LinkProblem,
  useListUrl,
} from '@plumbline/plugin-odoo-react';
import { ProblemHelp } from './ProblemHelp';
import { SourceTable } from './SourceTable';
import { PRESENTATIONS, STANDS, standOf } from './presentRun';

const OUTCOME = 'outcome';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    marginBottom: 4,
  },
});

export interface SourceListProps {
  sources: readonly Source[];
  /** They could not be loaded again. */
  isOutdated: boolean;
  onRefreshed: () => void;
}

/** All sources, or those of one outcome; how many there are of each is shown either way. */
export function SourceList(props: SourceListProps) {
  const { sources, isOutdated, onRefreshed } = props;
  const classes = useStyles();
  const url = useListUrl([OUTCOME]);
  const wanted = url.valueOf(OUTCOME);
  if (sources.length === 0) {
    return (
      <EmptyState
        title="No sources yet"
        description="Install a collector module in the backend and configure a cluster for it."
      />
    );
  }
  const counted = STANDS.map(stand => ({
    ...PRESENTATIONS[stand],
    value: stand,
    count: sources.filter(source => standOf(source) === stand).length,
  }));
  const isKnown = wanted === '' || STANDS.some(stand => stand === wanted);
  const shown = sources.filter(
    source => wanted === '' || standOf(source) === wanted,
  );
  return (
    <>
      <div className={classes.head}>
        <CountLinks
          label="Sources by outcome"
          filter={OUTCOME}
          counts={counted.filter(
            ({ count, value }) => count > 0 || value === wanted,
          )}
          parameters={url.parameters}
          isOutdated={isOutdated}
        />
        <ProblemHelp />
      </div>
      {!isKnown && (
        <LinkProblem
          problem={`${OUTCOME}=${wanted}`}
          onClear={url.clearFilters}
        />
      )}
      {isKnown && shown.length === 0 && (
        <EmptyState title={`No source is ${wanted.replace('-', ' ')} now`} />
      )}
      {shown.length > 0 && (
        <SourceTable sources={shown} onRefreshed={onRefreshed} />
      )}
    </>
  );
}
