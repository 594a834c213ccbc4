import { GateResult } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { useClock } from '../../__testUtils__/useClock';

const PRODUCTION = 'harbour-civil/production';
const NOW = '2026-11-26T12:00:00.000Z';
const UNTIL = '2026-11-26T18:00:00.000Z';

const FREEZE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:freeze',
  'SUMMARY:Year end',
  'CATEGORIES:FREEZE',
  'DTSTART;TZID=Europe/Dublin:20261120T000000',
  'DTEND;TZID=Europe/Dublin:20270201T000000',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('an override on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(NOW);
    world = await ChangeWorld.start(databases, engine, {
      files: {
        ...environmentFiles(PRODUCTION, { tier: 2 }),
        'calendars/harbour-civil.ics': FREEZE,
      },
    });
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const update = (person = 'ann') =>
    world.proposed(person, {
      kind: 'update',
      environment: PRODUCTION,
      spec: { users: { named: 60 } },
    });
  const override = (
    person: string,
    { id, contentHash }: { id?: string; contentHash: string },
    more: object = {},
  ) =>
    world.as(person, 'post', `/changes/${id}/override`, {
      gate: 'calendar',
      reason: 'The supplier portal is down',
      until: UNTIL,
      contentHash,
      ...more,
    });
  const calendarOf = ({ gates }: { gates: GateResult[] }) =>
    gates.find(({ id }) => id === 'calendar');
  const listed = async (query: string) => {
    const { body } = await world.as('mia', 'get', `/changes?${query}`);
    return body.items.map(({ id }: { id: string }) => id);
  };

  it('of a freeze is given by a second person, written down in the commit, and followed up', async () => {
    const change = await update();
    expect(change.state).toBe('blocked');
    expect(change.actions?.override).toMatchObject({
      allowed: false,
      gates: ['calendar'],
    });

    const given = await override('mia', change);
    expect([given.status, given.body.state]).toEqual([
      200,
      'awaiting-approval',
    ]);
    expect(calendarOf(given.body)).toMatchObject({
      verdict: 'overridden',
      summary: expect.stringMatching(/user:default\/mia until 18:00 UTC/),
      judged: { verdict: 'fail' },
    });
    expect(await listed('followUp=open')).toEqual([change.id]);
    expect(await listed('followUp=open&kind=promote')).toEqual([]);
    expect(await listed('parent=none')).toEqual([]);

    await world.approve('max', given.body);
    await world.until(change, 'reconciling');
    expect(world.remote.log()[0].body).toContain(
      'Overridden: calendar: Overridden by user:default/mia until 18:00 UTC on 26 November 2026: The supplier portal is down',
    );

    const followUp = { gate: 'calendar', comment: 'Orders went out in time' };
    const path = `/changes/${change.id}/follow-up`;
    expect((await world.as('auditor', 'post', path, followUp)).status).toBe(
      403,
    );
    const followed = await world.as('ann', 'post', path, followUp);
    expect(followed.body.overrides).toMatchObject([
      { followUp: { by: 'user:default/ann', at: NOW } },
    ]);
    expect(await listed('followUp=open')).toEqual([]);
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'change-override success',
        'change-follow-up fail',
        'change-follow-up success',
      ]),
    );
  });

  it('that is over holds the change back again at apply', async () => {
    const change = await update();
    const { body } = await override('mia', change);
    const { length } = world.remote.log();
    jest.setSystemTime(new Date(UNTIL));
    // Nobody looks at the gates between the approval and the apply but the apply itself.
    await world.approve('max', body);
    const held = await world.until(change, 'blocked');
    expect(calendarOf(held)).toMatchObject({ verdict: 'fail' });
    expect(world.remote.log()).toHaveLength(length);
  });

  it('is refused to authors, without permission, for other content, gates and times, and always audited', async () => {
    const change = await update();
    const other = `sha256:${'0'.repeat(64)}`;
    const refused: [string, object, number, RegExp][] = [
      ['ann', {}, 403, /wrote a revision/],
      ['auditor', {}, 403, /may not override/],
      ['mia', { contentHash: other }, 409, /not what you saw/],
      ['mia', { gate: 'ring' }, 409, /not in the way/],
      ['mia', { gate: 'policy' }, 400, /"path":"gate"/],
      ['mia', { until: '2026-12-04T12:00:00Z' }, 400, /within 7 days/],
      ['mia', { until: NOW }, 400, /in the future/],
      ['mia', { reason: '' }, 400, /"path":"reason"/],
    ];
    for (const [person, more, status, words] of refused) {
      const answer = await override(person, change, more);
      expect([more, answer.status]).toEqual([more, status]);
      expect(JSON.stringify(answer.body)).toMatch(words);
    }
    expect((await world.read(change)).state).toBe('blocked');
    expect(
      world.audit.filter(event => event === 'change-override fail'),
    ).toHaveLength(refused.length);
  });
});
