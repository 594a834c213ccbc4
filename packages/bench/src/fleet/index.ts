import { parseArgs } from 'node:util';
import { InputError } from '@backstage/errors';
import { startPostgres } from '../process/postgres';
import { Row, kilobytes, megabytes, milliseconds, tableOf } from '../table';
import { Portal } from './Portal';
import { buildFrontend } from '../browser/buildFrontend';
import { measureBrowser } from './browser';
import { measureFreshness } from './freshness';
import { QUERIES, measurePage } from './pages';
import { clusterName } from './world';

const ENVIRONMENTS = 8000;
const MOST = 20_000;
const FEW = 200;
const CLUSTERS = 20;
const DEAD = 5;

const PAGE_ROWS = [
  ['page, median', 'page', milliseconds],
  ['page, p95', 'pageP95', milliseconds],
  ['filter, p95', 'filterP95', milliseconds],
  ['search, p95', 'searchP95', milliseconds],
  ['browser, first rows', 'firstRows', milliseconds],
  ['browser, filter', 'filterInBrowser', milliseconds],
  ['payload of a page', 'pageBytes', kilobytes],
  ['resident, at most', 'residentBytes', megabytes],
] as const satisfies Row<string>[];

const FRESHNESS_ROWS = [
  ['age, median', 'medianMilliseconds', milliseconds],
  ['age, p95', 'p95Milliseconds', milliseconds],
] as const satisfies Row<string>[];

const deadClusters = (dead: number) =>
  new Set(Array.from({ length: dead }, (_, index) => clusterName(index)));

/**
 * The list of environments while all are being collected, at the API and in a browser, with many against few; and how fresh living clusters stay
 * while others are dead, against none dead.
 */
export async function benchFleet(
  args: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const environments = environmentsOf(args);
  print('the frontend ...');
  await buildFrontend();
  const postgres = await startPostgres();
  const run = <T>(
    size: { environments: number; dead: number },
    work: (portal: Portal) => Promise<T>,
  ) => withPortal(postgres.url, size, work);
  try {
    print(`${FEW} environments ...`);
    const few = await run({ environments: FEW, dead: 0 }, measurePages);
    print(`${environments} environments ...`);
    const [many, alive] = await run({ environments, dead: 0 }, async portal => [
      await measurePages(portal),
      await measureFreshness(portal, new Set()),
    ]);
    print('');
    tableOf(
      PAGE_ROWS,
      String(FEW),
      new Map([
        [String(FEW), few],
        [String(environments), many],
      ]),
    ).forEach(print);
    print('');
    print(
      `${environments} environments, ${DEAD} of ${CLUSTERS} clusters dead ...`,
    );
    const hurt = await run({ environments, dead: DEAD }, portal =>
      measureFreshness(portal, deadClusters(DEAD)),
    );
    print('');
    tableOf(
      FRESHNESS_ROWS,
      'none dead',
      new Map([
        ['none dead', alive],
        [`${DEAD} of ${CLUSTERS} dead`, hurt],
      ]),
    ).forEach(print);
  } finally {
    await postgres.stop();
  }
}

async function withPortal<T>(
  databaseUrl: string,
  { environments, dead }: { environments: number; dead: number },
  work: (portal: Portal) => Promise<T>,
): Promise<T> {
  const size = { environments, clusters: CLUSTERS };
  const portal = await Portal.start(size, { dead, databaseUrl });
  try {
    await portal.settled(CLUSTERS - dead);
    return await work(portal);
  } finally {
    await portal.stop();
  }
}

async function measurePages(portal: Portal) {
  const page = await measurePage(portal, QUERIES.page);
  const filter = await measurePage(portal, QUERIES.filter);
  const search = await measurePage(portal, QUERIES.search);
  const browser = await measureBrowser(portal.url);
  const { residentBytes } = await portal.usage();
  return {
    page: page.medianMilliseconds,
    pageP95: page.p95Milliseconds,
    filterP95: filter.p95Milliseconds,
    searchP95: search.p95Milliseconds,
    pageBytes: page.bytes,
    ...browser,
    residentBytes,
  };
}

function environmentsOf(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      environments: { type: 'string', default: String(ENVIRONMENTS) },
    },
  });
  const environments = Number(values.environments);
  if (
    !Number.isInteger(environments) ||
    environments < FEW ||
    environments > MOST
  ) {
    throw new InputError(`--environments is a number from ${FEW} to ${MOST}`);
  }
  return environments;
}
