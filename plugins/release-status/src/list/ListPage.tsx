import { Content } from '@backstage/core-components';
import {
  EmptyState,
  LinkProblem,
  ListUrlState,
  OdooApi,
  Pager,
  QueryPanel,
  QuerySchema,
  readListUrl,
  useListUrl,
  useOdooQuery,
} from '@plumbline/plugin-odoo-react';
import { SIGNAL_CHANNELS } from '@plumbline/plugin-odoo-common';
import { ListColumn, ListTable } from './ListTable';

const POLL_MS = 30_000;

export interface ListPageProps<F extends string, Q, T> {
  /** What is listed, in the plural: `series upgrades`. */
  noun: string;
  /** Parameters of the URL that filter, named as in the HTTP contract. */
  filters: readonly F[];
  schema: QuerySchema<Q>;
  load: (
    api: OdooApi,
    query: Q,
    signal: AbortSignal,
  ) => Promise<{ items: T[]; total: number; nextCursor?: string }>;
  /** The first one names the row. */
  columns: readonly ListColumn<T>[];
  /** What works while the list cannot be loaded, as a sentence. */
  stillWorks: string;
  /** What somebody does who wants the first one, as a sentence. */
  howToBegin: string;
}

/** A list that the server pages and filters, the newest first; what it shows is in its URL. */
export function ListPage<F extends string, Q, T extends { id: string }>(
  props: ListPageProps<F, Q, T>,
) {
  const { filters, schema } = props;
  const url = useListUrl(filters);
  const read = readListUrl(url.parameters, filters, schema);
  return (
    <Content>
      {read.valid ? (
        <List {...props} query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}

type ListProps<F extends string, Q, T> = Omit<
  ListPageProps<F, Q, T>,
  'filters' | 'schema'
> & { query: Q; url: ListUrlState<F> };

function List<F extends string, Q, T extends { id: string }>(
  props: ListProps<F, Q, T>,
) {
  const { noun, query, url, load, columns, stillWorks, howToBegin } = props;
  const list = useOdooQuery((api, signal) => load(api, query, signal), {
    key: JSON.stringify(query),
    pollMs: POLL_MS,
    channel: SIGNAL_CHANNELS.changes,
    keepPrevious: true,
  });
  return (
    <QueryPanel query={list} what={`The ${noun}`} stillWorks={stillWorks}>
      {({ items, total, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <EmptyState title={`No ${noun}`} description={howToBegin} />
          ) : (
            <ListTable
              label={`${noun[0].toUpperCase()}${noun.slice(1)}`}
              columns={columns}
              items={items}
              isBusy={list.isRefreshing}
            />
          )}
          <Pager
            shown={items.length}
            total={total}
            noun={noun}
            onPrevious={url.hasPrevious ? url.toPrevious : undefined}
            onNext={nextCursor ? () => url.toNext(nextCursor) : undefined}
          />
        </>
      )}
    </QueryPanel>
  );
}
