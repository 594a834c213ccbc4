import { z } from 'zod';
import { ApiStatusError } from './ApiStatusError';
import { ClusterClient } from './ClusterClient';

/** Measured: smaller pages cost more calls, larger ones block the event loop longer. */
const PAGE_SIZE = 250;

/** What to list of a kind (`labelSelector`, `fieldSelector`); all of it without. */
export type Selectors = Readonly<Record<string, string>>;

const page = z.object({
  metadata: z
    .object({
      continue: z.string().nullish(),
      remainingItemCount: z.int().nullish(),
    })
    .nullish(),
  items: z.array(z.unknown()).nullish(),
});

/** The path of a list over all namespaces. */
export function listPath(
  group: string,
  version: string,
  plural: string,
): string {
  return group
    ? `/apis/${group}/${version}/${plural}`
    : `/api/${version}/${plural}`;
}

export interface ListOptions {
  selectors?: Selectors;
  /** After so many pages the rest is left out; without, all are read. */
  pageLimit?: number;
}

/**
 * Lists a kind page by page and hands over each object as soon as its page is read, so that raw
 * objects never pile up. `start` is called before the first page, and once more when the list has
 * expired (410) and begins again: what was handed over before is then void. Answers whether the list
 * was read to its end.
 * @throws ApiStatusError, or an Error of the connection.
 */
export async function listKind(
  client: ClusterClient,
  path: string,
  options: ListOptions,
  start: () => (object: unknown) => void,
): Promise<boolean> {
  try {
    return await listPages(client, path, options, start());
  } catch (error) {
    if (!(error instanceof ApiStatusError) || error.status !== 410) throw error;
    return listPages(client, path, options, start());
  }
}

async function listPages(
  client: ClusterClient,
  path: string,
  { selectors, pageLimit = Infinity }: ListOptions,
  add: (object: unknown) => void,
): Promise<boolean> {
  let token: string | undefined;
  for (let pages = 0; pages < pageLimit; pages++) {
    const { items, metadata } = await readPage(client, path, {
      limit: String(PAGE_SIZE),
      ...selectors,
      ...(token && { continue: token }),
    });
    for (const object of items ?? []) add(object);
    const next = metadata?.continue || undefined;
    if (next === undefined) {
      // A server that says that there is more and not how to get it has left something out.
      const missing = metadata?.remainingItemCount;
      if (!missing) return true;
      throw new Error(`The list of ${path} ends ${missing} objects too early`);
    }
    if (next === token) {
      throw new Error(`The list of ${path} does not come to an end`);
    }
    token = next;
  }
  return false;
}

async function readPage(
  client: ClusterClient,
  path: string,
  query: Record<string, string>,
): Promise<z.output<typeof page>> {
  const parsed = page.safeParse(await client.get(path, query));
  if (!parsed.success) throw new Error(`The answer to ${path} is no list`);
  return parsed.data;
}
