import { useLocation, useNavigate } from 'react-router-dom';
import { FilterName, withParameter, withoutFilters } from './fleetUrl';

/** Cursors of the pages before this one, kept by the browser with the history entry. */
function visitedCursors(state: unknown): string[] {
  const { cursors } = (state ?? {}) as { cursors?: unknown };
  return Array.isArray(cursors) ? cursors.map(String) : [];
}

/** The state of the page is its URL: links can be shared, back and forward work. */
export function useFleetUrl() {
  const { search, state } = useLocation();
  const navigate = useNavigate();
  const parameters = new URLSearchParams(search);
  const go = (
    next: URLSearchParams,
    options: { replace?: boolean; cursors?: string[] } = {},
  ) => {
    const { replace = false, cursors = [] } = options;
    navigate({ search: next.toString() }, { replace, state: { cursors } });
  };
  const cursors = visitedCursors(state);
  const cursor = parameters.get('cursor') ?? '';
  return {
    parameters,
    /** Each is one step of the browser's history, except while somebody types. */
    setParameter: (
      name: FilterName | 'sort',
      value: string,
      options?: { replace: boolean },
    ) => go(withParameter(parameters, name, value), options),
    clearFilters: () => go(withoutFilters(parameters)),
    hasPrevious: cursor !== '',
    toNext: (next: string) => {
      // Pressed twice before the answer came: one is there already.
      if (next === cursor) return;
      go(withParameter(parameters, 'cursor', next), {
        cursors: [...cursors, cursor],
      });
    },
    /** To the page that was left by Next; a shared link knows none and goes to the first page. */
    toPrevious: () =>
      go(withParameter(parameters, 'cursor', cursors.at(-1) ?? ''), {
        cursors: cursors.slice(0, -1),
      }),
  };
}

export type FleetUrlState = ReturnType<typeof useFleetUrl>;
