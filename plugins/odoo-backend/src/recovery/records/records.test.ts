import { RecoveryDetail, TermResult } from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW, factsOf } from '@plumbline/plugin-odoo-common/testUtils';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { later, useClock } from '../../__testUtils__/useClock';

const PROD = 'harbour-civil/production';
const EXEMPTION = {
  kind: 'exemption',
  term: 'alerting',
  reason: 'The pager is being replaced',
  until: '2026-11-24',
};
const DRILL = {
  kind: 'drill',
  runbook: 'https://runbooks.example/region-loss',
  startedAt: '2026-11-23T08:00:00.000Z',
  finishedAt: '2026-11-23T09:30:00.000Z',
  succeeded: true,
  notes: 'As written',
};

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('statements on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, engine, {
      files: environmentFiles(PROD, { tier: 1 }),
    });
    world.collector.answer('aks-north-1', 'ok');
    world.collector.recovery.set(
      PROD,
      factsOf().filter(({ kind }) => kind !== 'alerting'),
    );
    await world.odoo.collect('fake:aks-north-1');
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const state = (person: string, statement: object) =>
    world.as(person, 'post', `/recovery/${PROD}/records`, statement);
  const decide = (person: string, action: string, { id }: { id: string }) =>
    world.as(person, 'post', `/recovery/records/${id}/${action}`);
  const detail = async (): Promise<RecoveryDetail> =>
    (await world.as('mia', 'get', `/recovery/${PROD}`)).body;
  const term = async (name: TermResult['term']) =>
    (await detail()).assessment.terms.find(result => result.term === name);

  it('cannot be piled up while nobody confirms them', async () => {
    let answers = 0;
    let last = await state('mia', DRILL);
    while (last.status === 201 && answers < 60) {
      answers += 1;
      last = await state('mia', DRILL);
    }
    expect({ answers, status: last.status }).toEqual({
      answers: 50,
      status: 409,
    });
  });

  it('count an exemption once a second person with the permission has confirmed it, until it ends', async () => {
    const { status, body } = await state('mia', EXEMPTION);
    expect(status).toBe(201);
    expect((await term('alerting'))?.state).toBe('unknown');
    // Its author, and somebody without the permission.
    expect((await decide('mia', 'confirm', body)).status).toBe(403);
    expect((await decide('ann', 'confirm', body)).status).toBe(403);
    expect((await term('alerting'))?.state).toBe('unknown');

    const confirmed = await decide('max', 'confirm', body);
    expect(confirmed.body).toMatchObject({
      author: 'user:default/mia',
      confirmedBy: 'user:default/max',
    });
    expect(await term('alerting')).toMatchObject({
      state: 'exempted',
      value: 0,
      summary: expect.stringContaining('user:default/max'),
    });
    expect((await decide('max', 'confirm', body)).status).toBe(409);
    expect(world.audit.filter(event => event.includes('record'))).toEqual([
      'recovery-record-state success',
      'recovery-record-confirm fail',
      'recovery-record-confirm fail',
      'recovery-record-confirm success',
      'recovery-record-confirm fail',
    ]);

    later(36 * 60);
    await world.odoo.collect('fake:aks-north-1');
    expect((await term('alerting'))?.state).toBe('unknown');
  });

  it('count a drill of the delivery team once somebody else has confirmed it', async () => {
    const { body } = await state('ann', DRILL);
    expect((await term('runbookDrill'))?.value).toBe(0);
    expect((await decide('ann', 'confirm', body)).status).toBe(403);
    expect((await decide('mia', 'confirm', body)).status).toBe(200);
    expect((await term('runbookDrill'))?.value).toBe(1);
    expect((await detail()).records).toMatchObject([{ id: body.id }]);

    expect((await decide('ann', 'withdraw', body)).status).toBe(200);
    expect((await term('runbookDrill'))?.value).toBe(0);
    expect((await decide('mia', 'confirm', body)).status).toBe(409);
  });

  it('decide once, whoever comes at the same time', async () => {
    const { body } = await state('ann', DRILL);
    const answers = await Promise.all([
      decide('mia', 'confirm', body),
      decide('max', 'confirm', body),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are of people who may propose here, about what exists, in the right shape', async () => {
    expect((await state('rail', DRILL)).status).toBe(403);
    const service = await world.call(
      mockCredentials.service.header(),
      'post',
      `/recovery/${PROD}/records`,
      DRILL,
    );
    expect(service.status).toBe(403);
    const nowhere = await world.as(
      'mia',
      'post',
      '/recovery/nobody/production/records',
      DRILL,
    );
    expect(nowhere.status).toBe(404);
    expect((await decide('mia', 'confirm', { id: 'none' })).status).toBe(404);

    const paths = async (statement: object) => {
      const { status, body } = await state('mia', statement);
      expect(status).toBe(400);
      return body.error.details.map(({ path }: { path: string }) => path);
    };
    expect(await paths({ ...EXEMPTION, term: 'luck', until: 'soon' })).toEqual([
      'term',
      'until',
    ]);
    expect(await paths({ ...EXEMPTION, until: '2026-11-22' })).toEqual([
      'until',
    ]);
    expect(await paths({ ...EXEMPTION, until: '2028-01-01' })).toEqual([
      'until',
    ]);
    expect(
      await paths({ ...DRILL, finishedAt: '2026-11-23T07:00:00Z' }),
    ).toEqual(['finishedAt']);
    expect(
      await paths({ ...DRILL, runbook: 'ftp://runbooks.example/x' }),
    ).toEqual(['runbook']);
  });
});
