import { environmentOf } from '../__testUtils__/environment';
import {
  Answered,
  Asked,
  NOW,
  failure,
  startPrometheus,
  vector,
} from '../__testUtils__/prometheusServer';
import { MetricsCollector } from './MetricsCollector';

const OWN = environmentOf('harbour-civil');
const SHARED = environmentOf('harbour-plant', { server: 'shared-one' });
const TOKEN = 'not-for-logs';

const USUAL: Record<string, number> = {
  cnpg_odoo_business_approvals_decided: 30,
  cnpg_odoo_business_approvals_waiting: 2,
  cnpg_odoo_business_postings: 500,
  cnpg_odoo_business_posting_age: 600,
  cnpg_odoo_business_queue_age: 20,
};
const own = (value: number | string, pod = 'odoo-db-1') =>
  [{ namespace: OWN.expectation.namespace, pod }, String(value)] as [
    Record<string, string>,
    string,
  ];
const usual = ({ query, weeksAgo }: Asked): Answered =>
  vector(own(USUAL[query] + (weeksAgo % 2)));

async function collect(
  answer: (asked: Asked) => Answered,
  environments = [OWN],
  served: { clusters: string[]; clusterLabel?: string } = {
    clusters: ['aks-north'],
  },
) {
  const server = await startPrometheus(answer);
  const collector = new MetricsCollector({
    prometheus: [
      {
        name: 'north',
        url: server.url,
        ...served,
        credential: { bearerToken: TOKEN },
      },
    ],
    schedule: { frequencySeconds: 300, timeoutSeconds: 20 },
  });
  const [scope] = await collector.scopes();
  const collection = await collector.collect(scope, {
    environments: environments.filter(one => scope.covers(one)),
    now: NOW,
    signal: new AbortController().signal,
  });
  await server.stop();
  const statusOf = (probe: string, tenant = OWN.tenant) =>
    collection.observations.find(
      one => one.probe === probe && one.environment.tenant === tenant,
    )?.status;
  return { ...collection, asked: server.asked, statusOf };
}

it('tells approvals, postings and queues against earlier weeks, by questions of which none is for one environment', async () => {
  const fleet = ['a', 'b', 'c'].map(tenant => environmentOf(tenant));
  const one = await collect(usual);
  const many = await collect(usual, [OWN, SHARED, ...fleet]);
  expect(one.observations).toMatchObject([
    {
      probe: 'business.approvals',
      status: 'ok',
      value: 30,
      summary: expect.stringContaining('usually 30.5'),
      object: {
        name: `{__name__=~"cnpg_odoo_business_approvals_decided|cnpg_odoo_business_approvals_waiting", namespace="${OWN.expectation.namespace}"}`,
      },
      link: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+\/prom\/graph\?g0\.expr=/,
      ),
    },
    { probe: 'business.postings', status: 'ok' },
    { probe: 'business.queue', status: 'ok' },
  ]);
  expect(one.problems).toEqual([]);
  expect(one.asked).toHaveLength(50);
  expect(many.asked).toHaveLength(50);
  expect(new Set(one.asked.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${TOKEN}`]),
  );
  expect(new Set(one.asked.map(({ weeksAgo }) => weeksAgo))).toEqual(
    new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
  );
  // Nothing counts there, and nothing has been counted yet: neither is well.
  expect(many.statusOf('business.approvals', SHARED.tenant)).toBe(
    'not-collected',
  );
  expect(many.statusOf('business.approvals', 'a')).toBe('unknown');
});

it('sees approvals that stand still', async () => {
  const { statusOf, observations } = await collect(asked =>
    asked.query.endsWith('_decided') && asked.weeksAgo === 0
      ? vector(own(0))
      : usual(asked),
  );
  expect(statusOf('business.approvals')).toBe('critical');
  expect(observations[0].summary).toMatch(
    /^0 purchase orders approved in 24 hours \(usually 30.5, at least 13.9\)/,
  );
  expect(statusOf('business.postings')).toBe('ok');
});

it('counts the worse of two instances after a failover', async () => {
  const { statusOf } = await collect(asked =>
    asked.weeksAgo === 0 && asked.query.endsWith('_decided')
      ? vector(own(30), own(0, 'odoo-db-2'), own('NaN', 'odoo-db-3'))
      : usual(asked),
  );
  expect(statusOf('business.approvals')).toBe('critical');
});

it('takes of earlier weeks whichever makes it harder to be well', async () => {
  const { observations } = await collect(asked =>
    asked.weeksAgo > 0 && asked.query.endsWith('_decided')
      ? vector(own(30), own(2, 'odoo-db-2'))
      : usual(asked),
  );
  expect(observations[0].summary).toMatch(/usually 30,/);
});

it.each<[string, Record<string, string>]>([
  ['another database of the namespace', { pod: 'reports-db-1' }],
  ['a pod of its name elsewhere', { pod: 'odoo-db-1', instance: '10.9.0.1' }],
  ['another cluster', { pod: 'odoo-db-2', cluster: 'aks-south' }],
])('takes no number of %s for its own', async (_, labels) => {
  const { namespace } = OWN.expectation;
  const { statusOf } = await collect(asked =>
    asked.query.endsWith('_decided')
      ? vector(own(30), [{ namespace, ...labels }, '30'])
      : usual(asked),
  );
  expect(statusOf('business.approvals')).toBe('unknown');
  expect(statusOf('business.postings')).toBe('ok');
});

it('tells clusters of one Prometheus apart by its label', async () => {
  const other = {
    ...OWN,
    tenant: 'harbour-south',
    expectation: { ...OWN.expectation, cluster: 'aks-south' },
  };
  const { namespace } = OWN.expectation;
  const { statusOf, observations } = await collect(
    asked => {
      const still = asked.weeksAgo === 0 && asked.query.endsWith('_decided');
      const value = String(still ? 0 : USUAL[asked.query]);
      return vector(
        [{ namespace, cluster: 'aks-north' }, String(USUAL[asked.query])],
        [{ namespace, cluster: 'aks-south' }, value],
      );
    },
    [OWN, other],
    { clusters: ['aks-north', 'aks-south'], clusterLabel: 'cluster' },
  );
  expect(statusOf('business.approvals')).toBe('ok');
  expect(statusOf('business.approvals', 'harbour-south')).toBe('critical');
  expect(observations[0].object?.name).toContain('cluster="aks-north"');
});

it('says of an answer that is longer than any that it reads that it is', async () => {
  const { failure: whole } = await collect(() => ({
    body: 'x'.repeat(8 * 1024 * 1024 + 1),
  }));
  expect(whole).toBe('The answer of Prometheus is too long: more than 8 MiB');
});

it('knows a database without purchasing from one that nobody tells of', async () => {
  const { statusOf } = await collect(asked =>
    asked.query.includes('_approvals_') ? vector(own('NaN')) : usual(asked),
  );
  expect(statusOf('business.approvals')).toBe('not-applicable');
});

it('judges nothing by five weeks, and says which could not be asked for', async () => {
  const {
    statusOf,
    problems,
    failure: whole,
  } = await collect(asked =>
    asked.query.endsWith('_postings') && asked.weeksAgo > 5
      ? failure(422, 'too far back')
      : usual(asked),
  );
  expect(whole).toBeUndefined();
  expect(statusOf('business.postings')).toBe('unknown');
  expect(statusOf('business.approvals')).toBe('ok');
  expect(problems).toMatchObject([
    {
      subject: 'cnpg_odoo_business_postings',
      message: expect.stringMatching(
        /shown and not judged: .*422: bad_data: too far back/,
      ),
    },
  ]);
});

const broken: [string, Answered, RegExp, string][] = [
  ['refuses', failure(400, 'no such'), /400: bad_data: no such/, 'failed'],
  ['keeps the portal out', failure(403, 'no'), /\(403\)/, 'no-permission'],
  ['fails with a page', { status: 502, body: '<html>' }, /502/, 'failed'],
  [
    'sends elsewhere',
    {
      status: 302,
      headers: { location: 'http://elsewhere.example/' },
      body: '',
    },
    /302/,
    'failed',
  ],
  [
    'left a part out',
    {
      body: {
        ...(vector(own(30)).body as object),
        warnings: ['store north\nis away'],
      },
    },
    /left something out: store north is away/,
    'failed',
  ],
  [
    'answers another type',
    { body: { status: 'success', data: { resultType: 'scalar', result: [] } } },
    /cannot be understood/,
    'failed',
  ],
];

describe.each(broken)('one that %s', (_, answer, words, kind) => {
  it('leaves what depends on it to age', async () => {
    const {
      statusOf,
      problems,
      failure: whole,
    } = await collect(asked =>
      asked.query.endsWith('_decided') ? answer : usual(asked),
    );
    expect(whole).toBeUndefined();
    expect(statusOf('business.approvals')).toBeUndefined();
    expect(statusOf('business.postings')).toBe('ok');
    expect(problems).toMatchObject([
      { kind, count: 10, message: expect.stringMatching(words) },
    ]);
  });

  it('fails the run when that is all it answers', async () => {
    const {
      observations,
      failure: whole,
      problems,
    } = await collect(() => answer, [OWN, SHARED]);
    expect(observations).toEqual([]);
    expect(whole).toMatch(words);
    expect(JSON.stringify(problems)).not.toContain(TOKEN);
  });
});
