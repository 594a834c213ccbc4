import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('apply on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, engine, {
      files: environmentFiles('harbour-rail/qa', {
        hostnames: ['rail.odoo.example'],
      }),
    });
  });
  afterEach(() => world?.stop());

  it('lets one of two changes of one environment win and gates the other on the new head', async () => {
    const update = { kind: 'update', environment: 'harbour-civil/qa' };
    const tier2 = (named: number) => ({
      ...update,
      spec: {
        tier: 2,
        residency: ['northeurope', 'westeurope'],
        users: { named },
      },
    });
    const first = await world.proposed('ann', tier2(60));
    const second = await world.proposed('ann', tier2(70));
    await Promise.all([
      world.approve('mia', first),
      world.approve('mia', second),
    ]);
    const changes = async () => [
      await world.read(first),
      await world.read(second),
    ];
    for (let round = 0; round < 40; round++) {
      await world.drive();
      const states = (await changes()).map(({ state }) => state).sort();
      if (states.join() === 'awaiting-approval,reconciling') break;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    const [winner, loser] = (await changes()).sort(
      (a, b) =>
        Number(b.state === 'reconciling') - Number(a.state === 'reconciling'),
    );
    expect(winner.state).toBe('reconciling');
    expect(loser).toMatchObject({
      state: 'awaiting-approval',
      revision: 2,
      approvals: [{ valid: false }],
    });
    expect(loser.timeline.map(({ note }) => note).join()).toContain(
      'no longer what was seen',
    );
    expect(world.remote.log()).toHaveLength(2);
    await world.approve('mia', loser);
    await world.until(loser, 'reconciling');
    expect(world.remote.log()).toHaveLength(3);
  });

  it('does not let the second of two changes undo what the first did', async () => {
    const update = { kind: 'update', environment: 'harbour-civil/qa' };
    const grown = await world.proposed('ann', {
      ...update,
      spec: { users: { named: 60 }, data: { databaseGiB: 500 } },
    });
    const asleep = await world.proposed('ann', {
      ...update,
      spec: { schedule: 'office-hours' },
    });
    for (const change of [grown, asleep]) {
      await world.until(change, 'reconciling');
    }
    expect((await world.read(asleep)).spec).toMatchObject({
      schedule: 'office-hours',
      users: { named: 60 },
      data: { databaseGiB: 500 },
    });
    const file = world.remote.show(
      'environments/harbour-civil/qa/environment.yaml',
    );
    expect(file).toContain('named: 60');
    expect(file).toContain('schedule: office-hours');
  });

  it('repeats everything when somebody else pushes, and keeps what both did', async () => {
    const change = await world.proposed('ann');
    const other = world.remote.push({ 'README.md': 'other\n' });
    await world.approve('mia', change);
    const applied = await world.until(change, 'reconciling');
    expect(applied.commitParent).toBe(other);
    expect(world.remote.log()).toHaveLength(3);
  });

  it('does not count the approval of somebody who lost the permission', async () => {
    const change = await world.proposed('ann', { spec: { tier: 1 } });
    await world.approve('mia', change);
    world.people.revoke('user:default/mia', 'approve');
    await world.approve('max', change);
    const waiting = await world.until(change, 'awaiting-approval');
    expect(
      waiting.approvals.map(({ approver, valid }) => [approver, valid]),
    ).toEqual([
      ['user:default/mia', false],
      ['user:default/max', true],
    ]);
    expect(world.remote.log()).toHaveLength(1);
  });
});
