import { ReactNode } from 'react';
import { Progress } from '@backstage/core-components';
import { ErrorPanel } from '../feedback';
import { OdooQuery } from './useOdooQuery';

export interface QueryPanelProps<T> {
  query: OdooQuery<T>;
  /** What is asked for, as the beginning of a sentence: `The environments`. */
  what: string;
  /** What works without it, as a sentence. */
  stillWorks: string;
  /** `isOutdated`: it is what was loaded last and could not be loaded again. */
  children: (data: T, isOutdated: boolean) => ReactNode;
}

/** Loading, failure and answer of one question, each told apart; a failed refresh keeps what is known. */
export function QueryPanel<T>(props: QueryPanelProps<T>) {
  const { query, what, stillWorks, children } = props;
  const isReady = query.status === 'ready';
  return (
    <>
      {query.error && (
        <ErrorPanel
          title={`${what} could not be ${isReady ? 'refreshed' : 'loaded'}`}
          error={query.error}
          stillWorks={
            isReady
              ? 'Shown is what was loaded last; its age counts on.'
              : stillWorks
          }
          onRetry={query.retry}
        />
      )}
      {query.status === 'loading' && <Progress />}
      {query.status === 'ready' &&
        children(query.data, query.error !== undefined)}
    </>
  );
}
