import { mockServices } from '@backstage/backend-test-utils';
import { PROBES, Observation } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { migrate } from './migrate';
import { refreshObservations } from './refreshObservations';
import { nextRows, storeObservations } from './storeObservations';
import { ObservationRow } from './tables';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 23, 10, minutes)).toISOString();
const databases = testDatabases();
jest.setTimeout(60_000);

const ENVIRONMENT = 'harbour-civil/production';

const observed = (
  minutes: number,
  change: Partial<Observation> = {},
): Observation => ({
  probe: 'web.ready',
  area: PROBES['web.ready'].area,
  status: 'ok',
  observedAt: at(minutes),
  expiresAt: at(minutes + 5),
  source: { collector: 'kubernetes', scope: 'aks-north-1' },
  summary: '3 of 3 pods are ready',
  ...change,
});

const next = (observation: Observation, before?: ObservationRow) =>
  nextRows(
    [{ environment: ENVIRONMENT, observation }],
    new Map(before ? [[`${ENVIRONMENT} web.ready`, before]] : []),
  );
const stored = (observation: Observation) => next(observation).rows[0];

describe('what is stored of an observation', () => {
  it('is its times alone when it says the same again', () => {
    const again = next(observed(1), stored(observed(0)));
    expect(again).toMatchObject({ rows: [], transitions: [] });
    expect(again.same).toHaveLength(1);
  });

  it('is the whole of it when its words differ, without a transition', () => {
    const other = next(
      observed(1, { summary: '3 of 3 pods are ready, 1 restart' }),
      stored(observed(0)),
    );
    expect(other.rows).toMatchObject([{ status: 'ok', since: at(0) }]);
    expect(other).toMatchObject({ same: [], transitions: [] });
  });

  it('is nothing when it is older', () => {
    expect(
      next(observed(0, { status: 'critical' }), stored(observed(1))),
    ).toEqual({ rows: [], same: [], transitions: [] });
  });

  it('is the whole of it after a replica of the former release wrote something else', () => {
    const ours = stored(observed(0));
    const theirs: ObservationRow = {
      ...ours,
      status: 'critical',
      observed_at: at(1),
      document: JSON.stringify(observed(1, { status: 'critical' })),
    };
    const { rows, transitions } = next(observed(2), theirs);
    expect(rows).toMatchObject([{ status: 'ok' }]);
    expect(transitions).toMatchObject([
      { from_status: 'critical', to_status: 'ok' },
    ]);
  });
});

describe.each(databases.eachSupportedId())(
  'what is confirmed on %s',
  engine => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await migrate(
        mockServices.database.mock({
          getClient: async () => databases.init(engine),
        }),
      );
    });

    it('is what was said, not what another run wrote meanwhile', async () => {
      const store = (observation: Observation) =>
        storeObservations(knex, [{ environment: ENVIRONMENT, observation }]);
      const row = () =>
        knex<ObservationRow>('observations')
          .where({ environment: ENVIRONMENT })
          .first();
      await store(observed(0));
      // One run has read that it says the same again; before it confirms that, a slower one writes what it saw.
      const { same } = next(observed(2), await row());
      await store(
        observed(1, { status: 'critical', summary: 'None is ready' }),
      );
      expect(await refreshObservations(knex, same)).toEqual(same);
      expect(await row()).toMatchObject({
        status: 'critical',
        observed_at: at(1),
        expires_at: at(6),
      });
    });

    it('is what each environment says, of many in one go', async () => {
      const all = (minutes: number) =>
        ['one/qa', 'two/qa'].map(environment => ({
          environment,
          observation: observed(minutes, { summary: environment }),
        }));
      await storeObservations(knex, all(0));
      expect(await storeObservations(knex, all(1))).toEqual(new Set());
      expect(
        await knex('observations')
          .whereIn('environment', ['one/qa', 'two/qa'])
          .pluck('observed_at'),
      ).toEqual([at(1), at(1)]);
    });
  },
);
