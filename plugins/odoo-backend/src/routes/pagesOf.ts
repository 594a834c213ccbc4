import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor';

/** What a query says of its page. */
export interface Paged {
  limit: number;
  cursor?: string;
}

/**
 * The pages of a list. A cursor keeps the filter and the order of the first page: a later one cannot be of another list.
 *
 * @param schema - what a cursor holds: the parsed query without `limit` and `cursor`, and the position of the last item
 */
export function pagesOf<Filter extends object, Position>(
  schema: z.ZodType<{ query: Filter; after: Position }>,
) {
  return {
    /** The query of the first page with the limit of this one. Fails with the field errors of `cursor`. */
    resume(asked: Filter & Paged): {
      query: Filter & Paged;
      after?: Position;
    } {
      if (asked.cursor === undefined) return { query: asked };
      const { query, after } = decodeCursor(schema, asked.cursor);
      return { query: { ...query, limit: asked.limit }, after };
    },
    /** Of the page that follows; absent where there is none. */
    next(
      { limit, cursor, ...query }: Filter & Paged,
      after: Position | undefined,
    ): string | undefined {
      return after === undefined ? undefined : encodeCursor({ query, after });
    },
  };
}
