import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { signIn } from './personas';
import { Portal, startPortal } from './portal';
import { createSteps } from './steps';

/** Several rounds of collection, on a busy machine. */
const SEEN_MS = 90_000;
const NORTH = 'aks-north-1';
const WEST = 'aks-west-1';
/** Nothing is wrong with these, each on its cluster. */
const WELL = 'harbour-housing/dev';
const GARBAGE = 'harbour-housing/staging';
const DRIFTED = 'harbour-civil/qa';
const SLOW = 'harbour-energy/production';

let portal: Portal;
let browser: Browser;

before(async () => {
  portal = await startPortal();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const step = createSteps(() => browser);

interface Verdict {
  status: string;
  evidence: string;
  summary: string;
}

interface Environment {
  tenant: string;
  stage: string;
  verdict: Verdict;
}

interface Source {
  collector: string;
  scope: string;
  lastRun: {
    startedAt: string;
    outcome: string;
    problems: { kind: string; subject: string; message: string }[];
  };
}

interface Detail {
  observations: { probe: string; status: string; summary: string }[];
}

const criticalOf = ({ observations }: Detail) =>
  observations.find(
    ({ probe, status }) =>
      probe === 'commit.unledgered' && status === 'critical',
  );

async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${portal.url}/api/odoo${path}`, {
    headers: {
      authorization: `Bearer ${await portal.token('platform-engineer')}`,
    },
  });
  assert.equal(response.status, 200, path);
  return (await response.json()) as T;
}

/** Asks until the answer fits, and answers it. */
async function until<T>(
  what: string,
  look: () => Promise<T>,
  fits: (found: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + SEEN_MS;
  for (;;) {
    const found = await look();
    if (fits(found)) return found;
    if (Date.now() > deadline) {
      const told = found instanceof Map ? [...found] : found;
      throw new Error(`${what}: ${JSON.stringify(told).slice(0, 2000)}`);
    }
    await new Promise(done => setTimeout(done, 1000));
  }
}

/** Verdicts by environment. */
async function verdicts(cluster?: string): Promise<Map<string, Verdict>> {
  const filter = cluster ? `&cluster=${cluster}` : '';
  const { items } = await ask<{ items: Environment[] }>(
    `/environments?limit=100${filter}`,
  );
  return new Map(
    items.map(({ tenant, stage, verdict }) => [`${tenant}/${stage}`, verdict]),
  );
}

const verdictOf = async (environment: string) =>
  (await verdicts()).get(environment)!;

const isGreen = ({ status }: Verdict) => status === 'ok';

async function sourceOf(cluster: string): Promise<Source['lastRun']> {
  const { items } = await ask<{ items: Source[] }>('/sources');
  return items.find(
    ({ collector, scope }) => collector === 'kubernetes' && scope === cluster,
  )!.lastRun;
}

/** Two whole rounds of a cluster have begun and ended after now. */
async function rounds(cluster: string): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const { startedAt } = await sourceOf(cluster);
    await until(
      `another round of ${cluster}`,
      () => sourceOf(cluster),
      run => run.startedAt > startedAt,
    );
  }
}

/** Switches a scenario on for as long as something is looked at. */
async function during(scenario: string, look: () => Promise<void>) {
  await portal.scenario(scenario, 'on');
  try {
    await look();
  } finally {
    await portal.scenario(scenario, 'off');
  }
}

const green = async () =>
  new Set(
    [...(await verdicts())]
      .filter(([, verdict]) => isGreen(verdict))
      .map(([environment]) => environment),
  );

/** Of an environment that nothing happened to, nothing bad may be said. */
async function assertNotAccused(well: ReadonlySet<string>) {
  const accused = [...(await verdicts())].filter(
    ([environment, { status }]) =>
      well.has(environment) && ['degraded', 'critical'].includes(status),
  );
  assert.deepEqual(accused, []);
}

async function assertNothingTurnsGreen(well: ReadonlySet<string>) {
  const turned = [...(await green())].filter(each => !well.has(each));
  assert.deepEqual(turned, []);
}

test('faults of clusters and people are said as what they are', async () => {
  await step('a dead cluster is named, and harms no other', async () => {
    const others = await verdicts(NORTH);
    assert.ok(isGreen(others.get(WELL)!), `${WELL} is well`);
    const well = await green();
    await during('dead-cluster', async () => {
      await until(
        'whoever was well on the dead cluster is critical by its name',
        () => verdicts(WEST),
        found =>
          [...found].every(
            ([environment, { status, summary }]) =>
              !well.has(environment) ||
              (status === 'critical' && summary.includes(WEST)),
          ),
      );
      await rounds(NORTH);
      const living = await verdicts(NORTH);
      for (const [environment, { evidence }] of living) {
        assert.equal(evidence, others.get(environment)?.evidence, environment);
      }
      assert.ok(isGreen(living.get(WELL)!));
      const page = await signIn(
        browser,
        portal.url,
        'Platform engineer',
        '/sources',
      );
      await page
        .getByText(/cannot be reached/)
        .first()
        .waitFor();
      await page.context().close();
    });
    await until(
      'it comes back by itself',
      () => verdicts(WEST),
      found => [...found.values()].some(isGreen),
    );
  });

  await step('what cannot be read is counted, and is not absent', async () => {
    await during('garbage-objects', async () => {
      const { problems } = await until(
        'skipped objects are told',
        () => sourceOf(NORTH),
        run => run.problems.some(({ kind }) => kind === 'skipped'),
      );
      assert.ok(
        problems.some(({ message }) => /\d+ malformed/.test(message)),
        JSON.stringify(problems),
      );
      await until(
        'its environment is not called ok',
        () => verdictOf(GARBAGE),
        verdict => !isGreen(verdict),
      );
      assert.ok(isGreen(await verdictOf(WELL)));
    });
    await until('it is read again', () => verdictOf(GARBAGE), isGreen);
  });

  await step('throttling and half pages accuse nobody', async () => {
    const well = await green();
    await during('throttled-cluster', () =>
      during('half-pages', async () => {
        await Promise.all([rounds(WEST), rounds(NORTH)]);
        await assertNotAccused(well);
        await assertNothingTurnsGreen(well);
      }),
    );
  });

  await step('expired credentials are said plainly', async () => {
    await during('expired-credentials', async () => {
      await until(
        'the refusal is told',
        () => sourceOf(WEST),
        ({ outcome, problems }) =>
          outcome === 'failed' &&
          problems.some(({ message }) => /credential|token/i.test(message)),
      );
    });
    await until(
      'it works again',
      () => sourceOf(WEST),
      run => run.outcome !== 'failed',
    );
  });

  await step('clocks that differ turn nothing green', async () => {
    const well = await green();
    await during('clock-skew', async () => {
      for (const cluster of [NORTH, WEST]) {
        await until(
          `the clock of ${cluster} is told`,
          () => sourceOf(cluster),
          run => run.problems.some(({ message }) => /clock/i.test(message)),
        );
      }
      await assertNothingTurnsGreen(well);
      await assertNotAccused(well);
    });
  });

  await step('a slow database is told with its reason', async () => {
    await during('slow-database', async () => {
      const { summary } = await until(
        'the database is not well',
        () => verdictOf(SLOW),
        ({ status }) => ['degraded', 'critical'].includes(status),
      );
      assert.match(summary, /replica|instance|primary|odoo-db/i);
    });
  });

  await step(
    'work around the portal is critical, with who and what',
    async () => {
      await during('drift', async () => {
        const { observations } = await until(
          'the edit is found',
          () => ask<Detail>(`/environments/${DRIFTED}`),
          found => criticalOf(found) !== undefined,
        );
        const { summary } = criticalOf({ observations })!;
        assert.match(summary, /Night Shift/);
        assert.match(summary, /50-web\.yaml/);
        const { items } = await until(
          'the golden path lists it',
          () =>
            ask<{ items: { environment: string; summary: string }[] }>(
              '/golden-path?state=drifted',
            ),
          found => found.items.some(each => each.environment === DRIFTED),
        );
        assert.match(JSON.stringify(items), /50-web\.yaml/);
        assert.equal((await verdictOf(DRIFTED)).status, 'critical');
        await until(
          'what differs is listed: in Git, and in the cluster, which no sync can mend',
          () =>
            ask<{ items: { kind: string }[] }>(`/drift?environment=${DRIFTED}`),
          ({ items: drift }) =>
            ['golden-path', 'cluster', 'unledgered'].every(kind =>
              drift.some(each => each.kind === kind),
            ),
        );
      });
    },
  );
});
