import { useSearchParams } from 'react-router-dom';
import { CHANGE_STATES, ChangeState } from '@plumbline/plugin-odoo-common';

export interface ChangeFilters {
  state: ChangeState[];
  environment: string;
  mine: boolean;
  /** Cursors of the pages before this one, the current one last. */
  trail: string[];
}

const NO_FILTERS = { state: [], environment: '', mine: false };

const isState = (value: string): value is ChangeState =>
  (CHANGE_STATES as readonly string[]).includes(value);

/** Filters and page live in the URL: a view can be bookmarked, shared, and left by Back. */
export function useChangeFilters() {
  const [parameters, setParameters] = useSearchParams();
  const states = (parameters.get('state') ?? '').split(',').filter(Boolean);
  const filters: ChangeFilters = {
    state: states.filter(isState),
    environment: parameters.get('environment') ?? '',
    mine: parameters.get('mine') === 'true',
    trail: parameters.getAll('page'),
  };
  const write = (next: ChangeFilters) => {
    const written = new URLSearchParams();
    if (next.state.length > 0) written.set('state', next.state.join(','));
    if (next.environment) written.set('environment', next.environment);
    if (next.mine) written.set('mine', 'true');
    next.trail.forEach(cursor => written.append('page', cursor));
    setParameters(written);
  };
  return {
    filters,
    isFiltered:
      filters.state.length > 0 || filters.environment !== '' || filters.mine,
    /** Of a link that is wrong or old: named, rather than showing everything instead. */
    unknownStates: states.filter(state => !isState(state)),
    /** Another filter starts at the first page again. */
    filterBy: (change: Partial<Omit<ChangeFilters, 'trail'>>) =>
      write({ ...filters, ...change, trail: [] }),
    clear: () => write({ ...NO_FILTERS, trail: [] }),
    goTo: (trail: string[]) => write({ ...filters, trail }),
  };
}
