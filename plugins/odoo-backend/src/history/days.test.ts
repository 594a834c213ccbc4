import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { Duration } from 'luxon';
import { testDatabases } from '../__testUtils__/databases';
import { environmentDocument, release } from '../__testUtils__/documents';
import { platform } from '../__testUtils__/platform';
import { migrate } from '../readModel/migrate';
import { initialVerdict } from '../readModel/initialVerdict';
import { syncRegistry } from '../readModel/syncRegistry';
import { VerdictRow } from '../readModel/tables';
import { compileEnvironment } from '../registry/compileEnvironment';
import { RegistrySnapshot } from '../registry/RegistryService';
import { dailyHistory } from './dailyHistory';
import { forgetHistory } from './forgetHistory';
import { nextHold } from './holds';
import { keepEnded } from './keepEnded';
import { rollUpDays } from './rollUpDays';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const BEGIN = Date.parse('2026-11-20T22:00:00.000Z');
const at = (minute: number) => new Date(BEGIN + minute * MINUTE_MS);
const REF = 'harbour-civil/production';
const registered = {
  ...compileEnvironment(environmentDocument(REF), release, platform),
  revision: { commit: 'a'.repeat(40), at: '2026-11-20T21:00:00.000Z' },
};

const databases = testDatabases();
jest.setTimeout(120_000);

/** A verdict was judged, to be judged again so many minutes later; and perhaps the days were counted, twice at once. */
const steps = fc.array(
  fc.record({
    wait: fc.integer({ min: 1, max: 900 }),
    status: fc.constantFrom('ok', 'degraded', 'unknown'),
    lives: fc.integer({ min: 1, max: 1200 }),
    rollUp: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Seconds by day and status, minute by minute. */
function expected(
  judged: readonly { minute: number; status: string; lives: number }[],
  end: number,
) {
  const days: Record<string, Record<string, number>> = {};
  for (let minute = 0; minute < end; minute++) {
    const last = judged.findLast(verdict => verdict.minute <= minute);
    if (!last || minute >= last.minute + last.lives) continue;
    const day = at(minute).toISOString().slice(0, 10);
    days[day] ??= {};
    days[day][last.status] = (days[day][last.status] ?? 0) + 60;
  }
  return days;
}

describe.each(databases.eachSupportedId())('days on %s', engine => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init(engine),
      }),
    );
  });

  async function judge(status: string, minute: number, lives: number) {
    await knex.transaction(async trx => {
      const before = await trx<VerdictRow>('verdicts')
        .where({ environment: REF })
        .forUpdate()
        .first();
      const until = at(minute + lives).toISOString();
      const { hold, ended } = nextHold(before, { status, until }, at(minute));
      await trx<VerdictRow>('verdicts')
        .insert({
          ...initialVerdict(REF, at(minute)),
          status,
          held_from: hold.from,
          held_until: hold.until,
        })
        .onConflict('environment')
        .merge();
      await keepEnded(trx, [{ row: { environment: REF }, ended }]);
    });
  }

  it('count every minute that somebody vouched for, once, whenever they are counted', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async sequence => {
        for (const table of ['verdicts', 'verdict_intervals', 'daily_health']) {
          await knex(table).delete();
        }
        const judged = [];
        let minute = 0;
        for (const { wait, status, lives, rollUp } of sequence) {
          minute += wait;
          await judge(status, minute, lives);
          judged.push({ minute, status, lives });
          if (rollUp) {
            // After a restart the task may run at once, and on two replicas.
            await Promise.all([
              rollUpDays(knex, at(minute)),
              rollUpDays(knex, at(minute)),
            ]);
          }
        }
        const end = minute + DAY_MINUTES / 2;
        const days = await dailyHistory(
          knex,
          REF,
          { from: '2026-11-01', to: '2026-12-31' },
          at(end),
        );
        const watched = days.filter(({ seconds }) =>
          Object.values(seconds).some(value => value > 0),
        );
        expect(
          Object.fromEntries(watched.map(({ day, seconds }) => [day, seconds])),
        ).toEqual(expected(judged, end));
        // Those on which nobody watched are there as well, up to today.
        expect(days.at(-1)?.day).toBe(at(end).toISOString().slice(0, 10));
        expect(new Set(days.map(({ day }) => day)).size).toBe(days.length);
      }),
      { numRuns: 60 },
    );
  });

  it('that nobody watched are unknown, and the worst verdict of a day is its own', async () => {
    for (const table of ['verdicts', 'verdict_intervals', 'daily_health']) {
      await knex(table).delete();
    }
    await judge('ok', 0, 60);
    await judge('degraded', 30, 5);
    await judge('ok', 35, 5);
    // The portal was off for two days.
    await judge('ok', 3 * DAY_MINUTES, 10);
    await rollUpDays(knex, at(3 * DAY_MINUTES + 1));
    expect(
      await dailyHistory(
        knex,
        REF,
        { from: '2026-11-20', to: '2026-11-23' },
        at(3 * DAY_MINUTES + 1),
      ),
    ).toEqual([
      {
        day: '2026-11-20',
        seconds: { ok: 2100, degraded: 300 },
        worst: 'degraded',
      },
      { day: '2026-11-21', seconds: {}, worst: 'unknown' },
      { day: '2026-11-22', seconds: {}, worst: 'unknown' },
      { day: '2026-11-23', seconds: { ok: 60 }, worst: 'ok' },
    ]);
  });

  it('stay while the environment is gone, and nobody watched until it is back', async () => {
    for (const table of ['verdicts', 'verdict_intervals', 'daily_health']) {
      await knex(table).delete();
    }
    let head: string | undefined;
    const sync = async (refs: readonly string[], minute: number) => {
      const next = `head ${minute}`;
      const snapshot: RegistrySnapshot = {
        head: next,
        environments: new Map(refs.map(ref => [ref, registered])),
        named: new Set(refs),
        releases: new Map(),
        calendars: new Map(),
        policies: new Map(),
        files: new Map(),
        errors: [],
      };
      const { outcome } = await syncRegistry(knex, snapshot, head, at(minute));
      expect(outcome).toBe('synced');
      head = next;
    };
    const days = (minute: number) =>
      dailyHistory(
        knex,
        REF,
        { from: '2026-11-20', to: '2026-11-22' },
        at(minute),
      );
    await sync([REF], 0);
    await judge('ok', 0, 10_000);
    await rollUpDays(knex, at(DAY_MINUTES));
    // It was watched for the first two hours and for a day, and then an hour of the third day.
    await sync([], DAY_MINUTES + 180);
    await rollUpDays(knex, at(DAY_MINUTES + 190));
    const gone = [
      { day: '2026-11-20', seconds: { ok: 7200 }, worst: 'ok' },
      { day: '2026-11-21', seconds: { ok: 86_400 }, worst: 'ok' },
      { day: '2026-11-22', seconds: { ok: 3600 }, worst: 'ok' },
    ];
    expect(await days(DAY_MINUTES + 200)).toEqual(gone);

    await sync([REF], DAY_MINUTES + 240);
    await judge('degraded', DAY_MINUTES + 241, 10_000);
    const back = [
      gone[0],
      gone[1],
      {
        day: '2026-11-22',
        seconds: { ok: 3600, unknown: 60, degraded: 60 },
        worst: 'unknown',
      },
    ];
    expect(await days(DAY_MINUTES + 242)).toEqual(back);
    // What is forgotten of the past by now does not make its days shorter.
    await knex('verdict_intervals')
      .where('from_at', '<', '2026-11-22')
      .update({ from_at: '2026-11-21T12:00:00.000Z' });
    await rollUpDays(knex, at(2 * DAY_MINUTES + 136));
    expect(await days(2 * DAY_MINUTES + 136)).toMatchObject([
      gone[0],
      gone[1],
      { seconds: { ok: 3600, unknown: 60, degraded: 79_140 } },
    ]);
  });

  it('and transitions are forgotten when they are older than is kept', async () => {
    for (const table of ['transitions', 'verdict_intervals', 'daily_health']) {
      await knex(table).delete();
    }
    const now = new Date('2026-11-23T10:00:00Z');
    const times = ['2026-10-01T00:00:00.000Z', '2026-11-22T00:00:00.000Z'];
    for (const time of times) {
      await knex('transitions').insert({
        environment: REF,
        probe: 'web.ready',
        to_status: 'ok',
        at: time,
        summary: '',
      });
      await knex('daily_health').insert({
        environment: REF,
        day: time.slice(0, 10),
        seconds: '{}',
      });
    }
    await forgetHistory(
      knex,
      {
        transitions: Duration.fromISO('P30D'),
        daily: Duration.fromISO('P60D'),
      },
      now,
    );
    expect(await knex('transitions').pluck('at')).toEqual([times[1]]);
    expect(await knex('daily_health').orderBy('day').pluck('day')).toEqual(
      times.map(time => time.slice(0, 10)),
    );
  });
});
