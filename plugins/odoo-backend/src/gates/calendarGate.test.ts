import { GateResult } from '@plumbline/plugin-odoo-common';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import {
  environmentDocument,
  environmentFiles,
} from '../__testUtils__/documents';
import { useClock } from '../__testUtils__/useClock';

const UPDATE = {
  kind: 'update',
  environment: 'harbour-civil/production',
  spec: { users: { named: 60 } },
};
/** Weekly from Thursday 26 November 2026 on: closed from Tuesday 18:00 to Thursday 22:00. */
const PAYROLL = calendar(
  'UID:payroll',
  'SUMMARY:Weekly payroll',
  'CATEGORIES:PAYROLL',
  'DTSTART;TZID=Europe/Dublin:20261126T180000',
  'DURATION:PT4H',
  'RRULE:FREQ=WEEKLY',
);
const FREEZE = calendar(
  'UID:freeze',
  'SUMMARY:Year end',
  'CATEGORIES:FREEZE',
  'DTSTART;TZID=Asia/Kolkata:20261120T000000',
  'DTEND;TZID=Asia/Kolkata:20270401T000000',
);

function calendar(...event: string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

const databases = testDatabases();
jest.setTimeout(60_000);

describe('the calendar of a change', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock('2026-11-26T19:00:00Z');
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      files: {
        ...environmentFiles('harbour-civil/production', { tier: 2 }),
        'calendars/harbour-civil.ics': PAYROLL,
      },
    });
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  async function gateOf(body: object): Promise<GateResult> {
    const response = await world.propose('ann', { ...body, dryRun: true });
    expect([response.status, response.body.error]).toEqual([200, undefined]);
    return response.body.gates.find(({ id }: GateResult) => id === 'calendar');
  }
  async function pushed(files: Record<string, string | undefined>) {
    world.remote.push(files);
    await world.odoo.collect();
  }

  it('keeps it back while somebody is paid, and lets it go on by itself afterwards', async () => {
    const change = await world.proposed('ann', UPDATE);
    expect(change.state).toBe('blocked');
    expect(change.gates.find(({ id }) => id === 'calendar')).toMatchObject({
      verdict: 'fail',
      summary:
        'Closed by Weekly payroll until 22:00 Europe/Dublin on Thu 26 Nov 2026; next possible from 22:00 Europe/Dublin on Thu 26 Nov 2026',
    });
    jest.setSystemTime(new Date('2026-11-26T22:00:00Z'));
    await world.until(change, 'awaiting-approval');
  });

  it('is asked again at apply: an approval does not outlive the window', async () => {
    jest.setSystemTime(new Date('2026-11-27T09:00:00Z'));
    const change = await world.proposed('ann', UPDATE);
    expect(change.state).toBe('awaiting-approval');
    const { length } = world.remote.log();
    jest.setSystemTime(new Date('2026-12-01T17:30:00Z'));
    await world.approve('mia', change);
    const blocked = await world.until(change, 'blocked');
    expect(blocked.timeline.at(-1)?.note).toContain('Weekly payroll closes in');
    expect(world.remote.log()).toHaveLength(length);
  });

  it('counts the legal entities of the whole tenant, and those that the change adds', async () => {
    jest.setSystemTime(new Date('2026-11-27T09:00:00Z'));
    expect(await gateOf(UPDATE)).toMatchObject({ verdict: 'pass' });
    const india = {
      id: 'harbour-civil-in',
      timeZone: 'Asia/Kolkata',
      calendar: 'harbour-civil-in',
    };
    const own = environmentDocument('harbour-civil/production');
    const legalEntities = [...own.spec.legalEntities, india];
    await pushed({ 'calendars/harbour-civil-in.ics': FREEZE });
    const closed = {
      verdict: 'fail',
      summary: expect.stringMatching(
        /^Closed by Year end.*; none before .* 25 Feb 2027$/,
      ),
    };
    const added = { ...UPDATE, spec: { ...UPDATE.spec, legalEntities } };
    expect(await gateOf(added)).toMatchObject(closed);
    await pushed(environmentFiles('harbour-civil/qa', { legalEntities }));
    expect(await gateOf(UPDATE)).toMatchObject(closed);
  });

  it('blocks without a calendar, by one that breaks a rule, and by an environment that hides its legal entities', async () => {
    jest.setSystemTime(new Date('2026-11-27T09:00:00Z'));
    await pushed({ 'calendars/harbour-civil.ics': undefined });
    expect(await gateOf(UPDATE)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining(
        'calendars/harbour-civil.ics: there is no such file',
      ),
    });
    const created = { kind: 'create', environment: 'harbour-civil/staging' };
    const strict = { ...created, spec: { tier: 2 } };
    expect(await gateOf(strict)).toMatchObject({ verdict: 'pass' });

    const zoneless = PAYROLL.replace(';TZID=Europe/Dublin', '');
    await pushed({ 'calendars/harbour-civil.ics': zoneless });
    for (const body of [UPDATE, strict]) {
      expect(await gateOf(body)).toMatchObject({
        verdict: 'blocked',
        summary: expect.stringContaining(
          'calendars/harbour-civil.ics:3: payroll: DTSTART has no time zone',
        ),
      });
    }
    await pushed({
      'calendars/harbour-civil.ics': PAYROLL,
      'environments/harbour-civil/qa/environment.yaml': stringify({
        kind: 'x',
      }),
    });
    expect(await gateOf(UPDATE)).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('harbour-civil/qa'),
    });
  });

  it('warns at tier 3, and keeps neither a restore test nor a decommission', async () => {
    const warned = await gateOf({ ...UPDATE, environment: 'harbour-civil/qa' });
    expect(warned).toMatchObject({
      verdict: 'pass',
      summary: expect.stringMatching(/^Warned.*Closed by Weekly payroll/),
    });
    // Nobody gets out of a freeze by lowering the tier: the stricter of before and after counts.
    const lowered = await gateOf({ ...UPDATE, spec: { tier: 3 } });
    expect(lowered.verdict).toBe('fail');
    const gone = {
      kind: 'decommission',
      environment: 'harbour-civil/qa',
      spec: undefined,
    };
    expect(await gateOf(gone)).toBeUndefined();
  });
});
