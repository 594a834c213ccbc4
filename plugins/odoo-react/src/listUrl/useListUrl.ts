import { useLocation, useNavigate } from 'react-router-dom';
import { withParameter, withoutFilters } from './listUrl';

/** Cursors of the pages before this one, kept by the browser with the history entry. */
function visitedCursors(state: unknown): string[] {
  const { cursors } = (state ?? {}) as { cursors?: unknown };
  return Array.isArray(cursors) ? cursors.map(String) : [];
}

/** The state of a list is its URL: links can be shared, back and forward work. */
export function useListUrl<F extends string>(filters: readonly F[]) {
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
    hasFilters: filters.some(name => parameters.get(name)),
    valueOf: (name: F) => parameters.get(name) ?? '',
    /** Each is one step of the browser's history, except while somebody types. */
    setParameter: (
      name: F | 'sort',
      value: string,
      options?: { replace: boolean },
    ) => go(withParameter(parameters, name, value), options),
    clearFilters: () => go(withoutFilters(parameters, filters)),
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

export type ListUrlState<F extends string> = ReturnType<typeof useListUrl<F>>;
