import { BlobItem, BlobPage, ListOptions } from './BlobStore';

/** The most that one page may hold: a larger one takes too long to parse in one go. */
export const MAX_PAGE_SIZE = 1000;

/** In the order of a listing: by the bytes of the names, which is not the order of JavaScript strings. */
export function inNameOrder(items: readonly BlobItem[]): BlobItem[] {
  return items
    .map(item => ({ item, key: Buffer.from(item.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}

/**
 * Pages of blobs whose names are all known, as a store gives them.
 *
 * @param items - in the order of `inNameOrder`
 */
export function* pagesOf(
  items: readonly BlobItem[],
  options: ListOptions = {},
): Generator<BlobPage> {
  const { prefix = '', delimiter, startFrom = '', pageSize } = options;
  const most = Math.max(1, Math.min(pageSize ?? MAX_PAGE_SIZE, MAX_PAGE_SIZE));
  let page: BlobPage = { blobs: [], prefixes: [] };
  let folder: string | undefined;
  for (let i = firstAtLeast(items, prefix, startFrom); i < items.length; i++) {
    const item = items[i];
    if (!item.name.startsWith(prefix)) break;
    if (folder !== undefined && item.name.startsWith(folder)) continue;
    const end = delimiter ? item.name.indexOf(delimiter, prefix.length) : -1;
    folder = end < 0 ? undefined : item.name.slice(0, end + 1);
    if (page.blobs.length + page.prefixes.length >= most) {
      yield page;
      page = { blobs: [], prefixes: [] };
    }
    if (folder === undefined) page.blobs.push(item);
    else page.prefixes.push(folder);
  }
  yield page;
}

function firstAtLeast(items: readonly BlobItem[], ...bounds: string[]): number {
  const bound = bounds
    .map(text => Buffer.from(text))
    .sort(Buffer.compare)
    .at(-1)!;
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const before = Buffer.compare(Buffer.from(items[middle].name), bound) < 0;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}
