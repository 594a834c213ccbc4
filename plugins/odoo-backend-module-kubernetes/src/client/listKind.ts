import { z } from 'zod';
import { ApiStatusError } from './ApiStatusError';
import { ClusterClient } from './ClusterClient';

/** Measured: smaller pages cost more calls, larger ones block the event loop longer. */
const PAGE_SIZE = 250;

const page = z.object({
  metadata: z.object({ continue: z.string().nullish() }).nullish(),
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

/**
 * Lists a kind page by page and hands over each object as soon as its page is read, so that raw
 * objects never pile up. `start` is called before the first page, and once more when the list has
 * expired (410) and begins again: what was handed over before is then void.
 * @throws ApiStatusError, or an Error of the connection.
 */
export async function listKind(
  client: ClusterClient,
  path: string,
  labelSelector: string,
  start: () => (object: unknown) => void,
): Promise<void> {
  try {
    await listPages(client, path, labelSelector, start());
  } catch (error) {
    if (!(error instanceof ApiStatusError) || error.status !== 410) throw error;
    await listPages(client, path, labelSelector, start());
  }
}

async function listPages(
  client: ClusterClient,
  path: string,
  labelSelector: string,
  add: (object: unknown) => void,
): Promise<void> {
  let token: string | undefined;
  do {
    const answer = await client.get(path, {
      limit: String(PAGE_SIZE),
      labelSelector,
      ...(token && { continue: token }),
    });
    const parsed = page.safeParse(answer);
    if (!parsed.success) throw new Error(`The answer to ${path} is no list`);
    for (const object of parsed.data.items ?? []) add(object);
    const next = parsed.data.metadata?.continue || undefined;
    if (next !== undefined && next === token) {
      throw new Error(`The list of ${path} does not come to an end`);
    }
    token = next;
  } while (token);
}
