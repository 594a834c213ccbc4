import { useSearchParams } from 'react-router-dom';
import { CHANGE_STATES, ChangeState } from '@plumbline/plugin-odoo-common';

export interface ChangeFilters {
  state: ChangeState[];
  environment: string;
  mine: boolean;
  /** Cursors of the pages before this one, the current one last. */
  trail: string[];
}

const isState = (value: string): value is ChangeState =>
  (CHANGE_STATES as readonly string[]).includes(value);

/** Filters and page live in the URL: a view can be bookmarked, shared, and left by Back. */
export function useChangeFilters() {
  const [parameters, setParameters] = useSearchParams();
  const filters: ChangeFilters = {
    state: (parameters.get('state') ?? '').split(',').filter(isState),
    environment: parameters.get('environment') ?? '',
    mine: parameters.get('mine') === 'true',
    trail: parameters.getAll('page'),
  };
  const write = (next: ChangeFilters, replace = false) => {
    const written = new URLSearchParams();
    if (next.state.length > 0) written.set('state', next.state.join(','));
    if (next.environment) written.set('environment', next.environment);
    if (next.mine) written.set('mine', 'true');
    next.trail.forEach(cursor => written.append('page', cursor));
    setParameters(written, { replace });
  };
  return {
    filters,
    /** Another filter starts at the first page again. */
    filterBy: (change: Partial<Omit<ChangeFilters, 'trail'>>) =>
      write({ ...filters, ...change, trail: [] }, true),
    goTo: (trail: string[]) => write({ ...filters, trail }),
  };
}
