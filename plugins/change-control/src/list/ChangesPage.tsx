import { Content, LinkButton, Progress } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CREATE_ENVIRONMENT_PATH,
  EmptyState,
  ErrorPanel,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { ChangeFilterBar } from './ChangeFilterBar';
import { ChangeTable } from './ChangeTable';
import { useChangeFilters } from './useChangeFilters';

const POLL_MS = 10_000;

const useStyles = makeStyles({
  pager: { display: 'flex', gap: 8, alignItems: 'center', paddingTop: 8 },
});

/** All changes that the user may read, the newest first. */
export function ChangesPage() {
  const classes = useStyles();
  const { filters, filterBy, goTo } = useChangeFilters();
  const query = {
    state: filters.state,
    environment: filters.environment || undefined,
    mine: filters.mine || undefined,
    cursor: filters.trail.at(-1),
  };
  const changes = useOdooQuery(
    (api, signal) => api.listChanges(query, signal),
    { key: JSON.stringify(query), pollMs: POLL_MS, keepPrevious: true },
  );
  const isFiltered =
    filters.state.length > 0 || filters.environment !== '' || filters.mine;
  const next = changes.data?.nextCursor;
  return (
    <Content>
      <ChangeFilterBar filters={filters} onFilter={filterBy} />
      {changes.error && (
        <ErrorPanel
          title="The changes could not be loaded"
          error={changes.error}
          stillWorks={
            changes.data ? 'What was loaded before is still shown.' : undefined
          }
          onRetry={changes.retry}
        />
      )}
      {changes.status === 'loading' && <Progress />}
      {changes.data?.total === 0 && (
        <EmptyState
          title={isFiltered ? 'No changes match' : 'No changes yet'}
          description={
            isFiltered
              ? 'Other filters may show some.'
              : 'Every change to an environment starts with a form and shows up here.'
          }
          action={
            isFiltered ? (
              <Button
                onClick={() =>
                  filterBy({ state: [], environment: '', mine: false })
                }
              >
                Clear filters
              </Button>
            ) : (
              <LinkButton to={CREATE_ENVIRONMENT_PATH}>
                Create an environment
              </LinkButton>
            )
          }
        />
      )}
      {changes.data && changes.data.total > 0 && (
        <>
          <ChangeTable changes={changes.data.items} />
          <nav className={classes.pager} aria-label="Pages">
            <Button
              disabled={filters.trail.length === 0}
              onClick={() => goTo(filters.trail.slice(0, -1))}
            >
              Previous
            </Button>
            <Button
              disabled={!next}
              onClick={() => next && goTo([...filters.trail, next])}
            >
              Next
            </Button>
            <Typography variant="body2">{`${changes.data.total} changes`}</Typography>
          </nav>
        </>
      )}
    </Content>
  );
}
