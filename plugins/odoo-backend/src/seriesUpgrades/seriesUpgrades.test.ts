import {
  Change,
  SeriesUpgradeDetail,
  seriesUpgradeDetailSchema,
} from '@plumbline/plugin-odoo-common';
import {
  evidentReleaseOf,
  platformInputOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, release } from '../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(120_000);

const NEXT = '19.0-2026.11.1';
const next = evidentReleaseOf(NEXT, {
  ...release.spec,
  series: '19.0',
  upgrade: { from: ['18.0'] },
});
const SCRIPTLESS = '19.0-2026.11.2';
const scriptless = evidentReleaseOf(SCRIPTLESS, {
  ...release.spec,
  series: '19.0',
});
const OLD = 'harbour-civil/production';
const asked = {
  environment: OLD,
  clone: 'harbour-civil-19',
  release: NEXT,
  reason: 'Support of 18.0 ends',
};
const reason = 'It is time';

describe.each(databases.eachSupportedId())('series upgrades on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, engine, {
      odoo: {
        platform: platformInputOf({
          series: [
            { name: '19.0', supportEnds: '2028-10-31' },
            { name: '18.0', supportEnds: '2027-10-31' },
          ],
        }),
      },
      files: {
        [`releases/${NEXT}.yaml`]: stringify(next),
        [`releases/${SCRIPTLESS}.yaml`]: stringify(scriptless),
        ...environmentFiles(OLD, { tier: 2 }),
      },
    });
    await world.drive();
  });
  afterEach(async () => {
    await world?.stop();
  });

  const begin = (body: object = {}, person = 'mia') =>
    world.as(person, 'post', '/series-upgrades', { ...asked, ...body });
  const read = async (
    id: string,
    person = 'mia',
  ): Promise<SeriesUpgradeDetail> =>
    (await world.as(person, 'get', `/series-upgrades/${id}`)).body;
  const act = (id: string, what: string, body: object = {}, person = 'mia') =>
    world.as(person, 'post', `/series-upgrades/${id}/${what}`, {
      reason,
      ...body,
    });
  const stepOf = ({ steps }: SeriesUpgradeDetail, id: string) =>
    steps.find(step => step.id === id)!;

  /** What the change came to, as if the cluster had shown it. */
  async function end(id: string, state: Change['state']) {
    const row = () => world.knex('changes').where({ id });
    const change = JSON.parse((await row().first('document')).document);
    const at = new Date().toISOString();
    const timeline = [...change.timeline, { state, at }];
    const document = JSON.stringify({ ...change, state, timeline });
    await row().update({ state, document });
  }

  /** A restore test of the old one that passed, as its change is stored: no store of this test could restore it. */
  async function prove(parent: string) {
    const made = await world.proposed('mia', {
      kind: 'update',
      environment: OLD,
      spec: { users: { named: 41 } },
    });
    await end(made.id!, 'cancelled');
    const row = await world.knex('changes').where({ id: made.id }).first();
    const change = JSON.parse(row.document);
    const of = { id: `proof-${parent}`, kind: 'restore-test', state: 'done' };
    const document = JSON.stringify({ ...change, ...of, parent });
    await world.knex('changes').insert({ ...row, ...of, parent, document });
  }

  it('is begun once for an environment, by who may change it and what becomes of it', async () => {
    const wrong = await begin({
      environment: 'harbour-civil/qa',
      clone: 'harbour-civil',
      release: release.metadata.name,
    });
    expect(wrong.status).toBe(400);
    expect(
      wrong.body.error.details.map(({ path }: { path: string }) => path),
    ).toEqual(['environment', 'clone', 'release']);
    expect((await begin({}, 'rail')).status).toBe(403);
    expect((await begin({}, 'auditor')).status).toBe(403);
    expect((await begin({ dryRun: true })).status).toBe(200);
    const list = async (person: string) =>
      (await world.as(person, 'get', '/series-upgrades?state=open')).body;
    expect((await list('mia')).total).toBe(0);

    const first = await begin();
    expect(first.status).toBe(201);
    expect(seriesUpgradeDetailSchema.parse(first.body)).toEqual(first.body);
    const again = await begin();
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await begin({ clone: 'harbour-civil-20' })).status).toBe(409);
    expect((await begin({}, 'max')).status).toBe(409);

    expect((await list('ann')).items).toMatchObject([
      { environment: OLD, next: { step: 'prove', state: 'open' } },
    ]);
    expect((await list('rail')).total).toBe(0);
    const { id } = first.body;
    const hidden = await world.as('rail', 'get', `/series-upgrades/${id}`);
    expect(hidden.status).toBe(404);

    expect((await act(id, 'go-back')).status).toBe(409);
    expect((await act(id, 'stop', {}, 'rail')).status).toBe(404);
    expect((await act(id, 'stop', {}, 'auditor')).status).toBe(403);
    expect((await act(id, 'stop')).body.state).toBe('stopped');
    expect((await begin({}, 'max')).status).toBe(201);
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'series-upgrade-begin fail',
        'series-upgrade-begin success',
        'series-upgrade-go-back fail',
        'series-upgrade-stop fail',
        'series-upgrade-stop success',
      ]),
    );
  });

  it('is begun to a release that migrates from the old series, under a name that nobody had', async () => {
    const errorsOf = async (body: object) =>
      (await begin(body)).body.error.details;
    expect(await errorsOf({ release: SCRIPTLESS })).toMatchObject([
      {
        path: 'release',
        message: expect.stringContaining('does not say that it migrates'),
        accepted: NEXT,
      },
    ]);
    const rehearsal = 'harbour-civil-19/pre-production';
    const made = await world.proposed('mia', {
      kind: 'create',
      environment: rehearsal,
      spec: { owner: 'group:default/harbour-civil-erp', tier: 3 },
    });
    await end(made.id!, 'applied');
    expect(await errorsOf({})).toMatchObject([
      {
        path: 'clone',
        message: expect.stringContaining(`had ${rehearsal}`),
        accepted: expect.stringContaining('harbour-civil-19-2'),
      },
    ]);
    const copy = await world.propose('mia', {
      kind: 'create',
      environment: rehearsal,
      spec: {
        owner: 'group:default/harbour-civil-erp',
        tier: 3,
        copyOf: { environment: OLD },
      },
    });
    expect([copy.status, copy.body.error.message]).toEqual([
      409,
      expect.stringContaining('Choose another tenant name'),
    ]);
  });

  it('brings production back whatever the calendar says', async () => {
    const { id } = (await begin()).body;
    world.remote.push({
      'calendars/harbour-civil.ics': undefined,
      ...environmentFiles(OLD, {
        tier: 2,
        schedule: 'stopped',
        hostnames: ['old.harbour-civil.odoo.example'],
      }),
    });
    await world.odoo.collect();
    const calendarOf = ({ gates }: Change) =>
      gates.find(gate => gate.id === 'calendar');
    const other = await world.proposed('mia', {
      kind: 'update',
      environment: OLD,
      spec: { users: { named: 41 } },
    });
    expect(calendarOf(other)).toMatchObject({ verdict: 'blocked' });

    const row = () => world.knex('series_upgrades').where({ id });
    const state = 'going-back';
    const { document } = await row().first('document');
    await row().update({
      state,
      document: JSON.stringify({ ...JSON.parse(document), state }),
    });
    const start = await act(id, 'steps/start-old/propose', { dryRun: true });
    expect(start.body).toMatchObject({ kind: 'update', environment: OLD });
    expect(calendarOf(start.body)).toMatchObject({
      verdict: 'pass',
      summary: expect.stringContaining('a series upgrade that goes back'),
    });
  });

  it('proposes the change of a step in its turn alone, once however many press', async () => {
    const { id } = (await begin()).body;
    const early = await act(id, 'steps/rehearse/propose');
    expect([early.status, early.body.error.message]).toEqual([
      409,
      '“Rehearse” is not open: After “Prove the way back”',
    ]);
    expect((await act(id, 'steps/nothing/propose')).status).toBe(400);
    await prove(id);
    const preview = await act(id, 'steps/rehearse/propose', { dryRun: true });
    expect(preview.body).toMatchObject({
      kind: 'create',
      environment: 'harbour-civil-19/pre-production',
      parent: id,
      parentKind: 'series-upgrade',
      spec: { odoo: { release: NEXT }, copyOf: { environment: OLD } },
    });
    expect(
      preview.body.gates.find((gate: { id: string }) => gate.id === 'calendar')
        .evidence,
    ).toContainEqual(
      expect.objectContaining({
        title: 'Time needed',
        detail: expect.stringMatching(/Copy .*Migration/),
      }),
    );
    const other = { expectedContentHash: `sha256:${'0'.repeat(64)}` };
    expect((await act(id, 'steps/rehearse/propose', other)).status).toBe(409);
    const seen = { expectedContentHash: preview.body.contentHash };
    // Of one person, so that the other has no part in the rehearsal that is confirmed below.
    const pressed = await Promise.all(
      ['mia', 'mia'].map(person =>
        act(id, 'steps/rehearse/propose', seen, person),
      ),
    );
    // Who was later gets the same change, or hears that it is under way.
    expect(pressed.filter(({ status }) => status === 201)).toHaveLength(1);
    const made = await world.as(
      'mia',
      'get',
      `/changes?parent=${id}&kind=create`,
    );
    expect(made.body.items).toHaveLength(1);
    const [{ id: change }] = made.body.items;
    expect(stepOf(await read(id), 'rehearse')).toMatchObject({
      state: 'under-way',
      changes: [{ id: change }],
      action: { type: 'propose', allowed: false },
    });
    expect((await act(id, 'stop')).status).toBe(409);
    await end(change, 'rejected');
    expect(stepOf(await read(id), 'rehearse')).toMatchObject({
      state: 'failed',
      action: { allowed: true },
    });
    expect((await act(id, 'steps/look/confirm')).status).toBe(403);
    expect((await act(id, 'steps/look/confirm', {}, 'ann')).status).toBe(403);
    expect((await act(id, 'steps/look/confirm', {}, 'max')).status).toBe(409);
    expect(world.audit).toEqual(
      expect.arrayContaining([
        'change-propose fail',
        'change-propose success',
        'series-upgrade-confirm fail',
      ]),
    );
  });
});
