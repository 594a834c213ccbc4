import {
  BUSINESS_FIGURE_IDS,
  judgeBusiness,
  type BusinessFigureId,
  type BusinessReading,
} from '@plumbline/plugin-odoo-common';
import { businessFigure, type BusinessFacts } from './businessFigures';
import { startPrometheus } from './startPrometheus';

const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
const MONDAY = Date.parse('2026-11-16T00:00:00Z');

describe('the stand-in of Prometheus', () => {
  const asked: Date[] = [];
  let server: Awaited<ReturnType<typeof startPrometheus>>;
  beforeAll(async () => {
    server = await startPrometheus({
      host: '127.0.0.1',
      token: 'let-me-in',
      samplesOf: (metric, at) => {
        asked.push(at);
        return metric === 'up'
          ? [
              { labels: { namespace: 'a' }, value: 3 },
              { labels: { namespace: 'b' }, value: NaN },
            ]
          : [];
      },
    });
  });
  afterAll(() => server.stop());

  const query = async (fields: Record<string, string>, token = 'let-me-in') => {
    const response = await fetch(`${server.url}/api/v1/query`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, body: await response.json() };
  };

  it('answers plain selectors as of a moment', async () => {
    const at = '2026-11-02T10:00:00Z';
    expect(await query({ query: 'up{namespace="a"}', time: at })).toEqual({
      status: 200,
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: { __name__: 'up', namespace: 'a' },
              value: [Date.parse(at) / 1000, '3'],
            },
          ],
        },
      },
    });
    const { body } = await query({ query: 'up', time: '1700000000' });
    expect(body.data.result[1].value).toEqual([1700000000, 'NaN']);
    expect(asked.at(-1)).toEqual(new Date(1700000000000));
  });

  it.each([
    [{ query: 'sum(up)' }, 400],
    [{ query: 'up{namespace=~"a"}' }, 400],
    [{ query: 'up', time: 'yesterday' }, 400],
  ])('refuses %j as Prometheus would', async (fields, status) => {
    expect(await query(fields)).toMatchObject({
      status,
      body: { status: 'error', errorType: 'bad_data' },
    });
    expect((await query(fields, 'guessed')).status).toBe(401);
  });
});

describe('what the databases of the sandbox count', () => {
  const FACTS: BusinessFacts = { name: 'a', namedUsers: 120, buys: true };
  const judge = (at: number, facts: Partial<BusinessFacts> = {}) => {
    const readings = Object.fromEntries(
      BUSINESS_FIGURE_IDS.map(id => [id, read(id)]),
    );
    function read(id: BusinessFigureId): BusinessReading {
      const value = (weeks: number, changed: Partial<BusinessFacts> = {}) =>
        businessFigure(
          id,
          { ...FACTS, ...changed },
          new Date(at - weeks * WEEK_MS),
        );
      return {
        now: value(0, facts),
        earlier: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(weeks => ({
          at: new Date(at - weeks * WEEK_MS),
          value: value(weeks, facts),
        })),
      };
    }
    return (['business.approvals', 'business.postings'] as const).map(
      probe => judgeBusiness(probe, readings, new Date(at)).status,
    );
  };

  it('is as usual at any hour of any day', () => {
    for (let hour = 0; hour < 7 * 24; hour += 5) {
      expect(judge(MONDAY + hour * HOUR_MS)).toEqual(['ok', 'ok']);
    }
  });

  it('shows approvals that stand still, and nothing else', () => {
    const approvalsStandSince = new Date(MONDAY - 24 * HOUR_MS);
    expect(judge(MONDAY, { approvalsStandSince })).toEqual(['critical', 'ok']);
  });
});
