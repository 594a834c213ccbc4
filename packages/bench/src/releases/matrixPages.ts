import { Matrix } from '@plumbline/plugin-odoo-common';
import { Portal } from '../fleet/Portal';
import { measurePage, quantile } from '../fleet/pages';

const PAGE = '/release-matrix?limit=50';
const LARGEST = 200;
const ROUNDS_OF_ALL = 3;

/** What the page of the matrix asks for, one request after the other, while the collection goes on. */
export async function measureMatrixPages(portal: Portal) {
  const page = await measurePage(portal, PAGE);
  const filter = await measurePage(portal, `${PAGE}&ring=critical&q=tenant-19`);
  return {
    median: page.medianMilliseconds,
    p95: page.p95Milliseconds,
    filterP95: filter.p95Milliseconds,
    bytes: page.bytes,
  };
}

/** Every row at once, as a page without paging has to have them before it shows the first. */
export async function measureAllRows(portal: Portal) {
  const times: number[] = [];
  let all: Matrix | undefined;
  for (let round = 0; round < ROUNDS_OF_ALL; round++) {
    const begun = performance.now();
    all = await everyRow(portal);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const took = quantile(times, 0.5);
  const text = JSON.stringify(all);
  return {
    matrix: all!,
    quantities: {
      median: took,
      p95: quantile(times, 0.95),
      // Filters are its own: it asks for nothing, and has to have everything.
      filterP95: took,
      bytes: Buffer.byteLength(text),
    },
  };
}

async function everyRow(portal: Portal): Promise<Matrix> {
  const ask = async (cursor?: string): Promise<Matrix> => {
    const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const path = `/release-matrix?limit=${LARGEST}${after}`;
    return JSON.parse(await portal.get(path));
  };
  const first = await ask();
  const items = [...first.items];
  let { nextCursor } = first;
  while (nextCursor) {
    const next = await ask(nextCursor);
    items.push(...next.items);
    nextCursor = next.nextCursor;
  }
  return { ...first, items, nextCursor: undefined };
}
