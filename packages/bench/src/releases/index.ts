import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { buildFrontend } from '../browser/buildFrontend';
import { Portal } from '../fleet/Portal';
import { startPostgres } from '../process/postgres';
import { Row, kilobytes, milliseconds, tableOf } from '../table';
import { measureMatrixInBrowser } from './matrixInBrowser';
import { measureAllRows, measureMatrixPages } from './matrixPages';

const TENANTS = 2000;
const MOST = 5000;
const FEWEST = 200;
const STAGES = 4;
const CLUSTERS = 20;

const API_ROWS = [
  ['page, median', 'median', milliseconds],
  ['page, p95', 'p95', milliseconds],
  ['filter, p95', 'filterP95', milliseconds],
  ['payload', 'bytes', kilobytes],
] as const satisfies Row<string>[];

const BROWSER_ROWS = [
  ['first rows', 'firstRows', milliseconds],
  ['filter', 'filter', milliseconds],
  ['scroll, frame', 'frame', milliseconds],
  ['scroll, longest', 'longestFrame', milliseconds],
] as const satisfies Row<string>[];

/** The matrix of releases by pages against all of its rows at once, at the API and in a browser. */
export async function benchReleases(
  args: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const tenants = tenantsOf(args);
  print('the frontend ...');
  await buildFrontend();
  const postgres = await startPostgres();
  try {
    print(`${tenants} tenants with ${STAGES} stages ...`);
    const portal = await Portal.start(
      { environments: tenants * STAGES, clusters: CLUSTERS },
      { dead: 0, databaseUrl: postgres.url },
    );
    try {
      await portal.settled(CLUSTERS);
      await measure(portal, print);
    } finally {
      await portal.stop();
    }
  } finally {
    await postgres.stop();
  }
}

async function measure(portal: Portal, print: (line: string) => void) {
  // The first answers after a start pay for what others find in memory.
  await measureAllRows(portal);
  const pages = await measureMatrixPages(portal);
  const { matrix, quantities } = await measureAllRows(portal);
  const table = <Q extends string>(
    rows: readonly Row<Q>[],
    paged: Record<Q, number>,
    all: Record<Q, number>,
  ) => {
    print('');
    tableOf(
      rows,
      'all rows',
      new Map([
        ['pages', paged],
        ['all rows', all],
      ]),
    ).forEach(print);
  };
  table(API_ROWS, pages, quantities);
  table(
    BROWSER_ROWS,
    await measureMatrixInBrowser(portal.url),
    await measureMatrixInBrowser(portal.url, matrix),
  );
}

function tenantsOf(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: { tenants: { type: 'string', default: String(TENANTS) } },
  });
  const tenants = Number(values.tenants);
  if (!Number.isInteger(tenants) || tenants < FEWEST || tenants > MOST) {
    throw new InputError(`--tenants is a number from ${FEWEST} to ${MOST}`);
  }
  return tenants;
}
