import { Change, Tier } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const QA = 'harbour-civil/qa';
const SPEC = `environments/${QA}/environment.yaml`;
const EVE = { author: 'Eve <eve@x.example>' };

const filesWith = (databaseGiB: number, tier: Tier = 2) =>
  environmentFiles(QA, {
    tier,
    residency: ['northeurope', 'westeurope'],
    data: { databaseGiB, filestoreGiB: 5 },
  });

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('adoption on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, engine, {
      files: filesWith(5),
    });
    // What is there by now is not the finding of change control.
    await world.drive();
    await world.odoo.collect('git:registry');
  });
  afterEach(() => world?.stop());

  /** Another spec with all its files, past change control. */
  const comeBy = async (databaseGiB: number, tier?: Tier): Promise<string> => {
    world.remote.push(filesWith(databaseGiB, tier), EVE);
    await world.odoo.collect('git:registry');
    return world.remote.log()[0].id;
  };
  const adoption = (more: object = {}, person = 'ann') =>
    world.propose(person, {
      kind: 'update',
      environment: QA,
      spec: {},
      reason: 'Eve had to, at night',
      ...more,
    });
  const unledgered = async () => {
    const { body } = await world.as('mia', 'get', `/environments/${QA}`);
    return body.observations.find(
      ({ probe }: { probe: string }) => probe === 'commit.unledgered',
    ).status;
  };

  it('takes over what came past change control and is as it should be: in Git, in the ledger, and with the approvals of any change', async () => {
    expect((await adoption()).status).toBe(400);
    const theirs = await comeBy(7);
    expect(await unledgered()).toBe('critical');
    const { body: drift } = await world.as('mia', 'get', '/drift');
    expect(drift.items).toMatchObject([
      { kind: 'unledgered', action: { kind: 'adopt' } },
    ]);

    expect((await adoption({}, 'rail')).status).toBe(403);
    const { status, body } = await adoption();
    expect([status, body.error]).toEqual([201, undefined]);
    const change: Change = body;
    expect(change).toMatchObject({
      state: 'awaiting-approval',
      files: expect.arrayContaining([
        expect.objectContaining({
          path: SPEC,
          diff: expect.stringMatching(/^-.*databaseGiB: 5\n\+.*: 7$/m),
        }),
      ]),
      adopts: [{ commit: theirs, author: 'Eve <eve@x.example>' }],
    });
    expect(await unledgered()).toBe('critical');
    expect((await world.approve('ann', change)).status).toBe(403);
    await world.approve('mia', change);
    await world.until(change, 'reconciling');

    const [commit] = world.remote.log();
    expect(commit.files).toEqual([]);
    expect(commit.body).toContain(`Adopts: ${theirs} by Eve <eve@x.example>`);
    expect(commit.body).toContain('Approved-by: user:default/mia');
    await world.odoo.collect('git:registry');
    expect(await unledgered()).toBe('ok');
    expect(world.remote.show(SPEC)).toContain('databaseGiB: 7');
    expect((await adoption()).status).toBe(400);
  });

  it('takes over nothing that decides who has to agree', async () => {
    await comeBy(5, 3);
    const { status, body } = await adoption();
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('spec.tier (it was 2; back by an update)'),
    ]);
  });

  it('is of the commits that were seen: with another one the approvals are void', async () => {
    await comeBy(7);
    const { body: change } = await adoption();
    const second = await comeBy(8);
    const again = await world.eventually(
      change,
      ({ adopts }) => adopts?.length === 2,
    );
    expect(again.contentHash).not.toBe(change.contentHash);
    expect(again.adopts?.map(({ commit }) => commit)).toContain(second);
    expect((await world.approve('mia', change)).status).toBe(409);
    await world.approve('mia', again);
    await world.until(again, 'reconciling');
    await world.odoo.collect('git:registry');
    expect(await unledgered()).toBe('ok');
  });
});
