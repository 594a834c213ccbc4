import { ChangeList } from '@plumbline/plugin-odoo-common';
import { RECOVERY_NOW } from '@plumbline/plugin-odoo-common/testUtils';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { useClock } from '../../__testUtils__/useClock';

const DEV = 'harbour-civil/dev';
const LATER = 'harbour-civil/staging';

const databases = testDatabases();
jest.setTimeout(60_000);

// Tier 4 needs no approval by itself, and has no backups to wait for.
describe.each(databases.eachSupportedId())('what has expired on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    useClock(RECOVERY_NOW);
    world = await ChangeWorld.start(databases, engine, {
      files: {
        ...environmentFiles(DEV, {
          tier: 4,
          hostnames: ['dev.odoo.example'],
          expires: '2026-11-22',
        }),
        ...environmentFiles(LATER, {
          tier: 4,
          hostnames: ['later.odoo.example'],
          expires: '2026-11-23',
        }),
      },
    });
  });
  afterEach(async () => {
    await world?.stop();
    jest.useRealTimers();
  });

  const schedule = () => world.odoo.run('environments:expire');
  const changes = async (): Promise<ChangeList['items']> =>
    (await world.as('mia', 'get', '/changes')).body.items;

  it('is brought up once, by the portal, and waits for a person', async () => {
    await schedule();
    await world.drive();
    await schedule();
    const [change, ...others] = await changes();
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      kind: 'decommission',
      environment: DEV,
      requester: 'portal',
      state: 'awaiting-approval',
      approvalsNeeded: 1,
      reason: expect.stringContaining('Needed until 2026-11-22'),
    });
    const read = (await world.as('mia', 'get', `/changes/${change.id}`)).body;
    expect((await world.approve('ann', read)).status).toBe(403);
    expect((await world.approve('mia', read)).body.state).toBe('approved');
    await world.eventually(read, ({ awaiting }) => awaiting !== undefined);
    expect(world.remote.log()[0].body).toContain('Requested-by: portal');
  });

  it('is not brought up again for a day that somebody has rejected, but for the next one', async () => {
    await schedule();
    const [{ id }] = await changes();
    const comment = { comment: 'It is needed' };
    await world.as('mia', 'post', `/changes/${id}/reject`, comment);
    await schedule();
    expect(await changes()).toHaveLength(1);

    const extended = await world.proposed('ann', {
      kind: 'update',
      environment: DEV,
      spec: { expires: '2026-11-30' },
    });
    await world.until(extended, 'reconciling');
    await world.odoo.run('registry:refresh');
    jest.setSystemTime(Date.parse('2026-12-01T12:00:00Z'));
    await schedule();
    // What people are changing just now is left to them.
    expect(
      (await changes()).filter(({ environment }) => environment === DEV),
    ).toHaveLength(2);
    world.collector.answer('aks-north-1', 'ok', {
      value: (await world.read(extended)).commit,
    });
    await world.odoo.collect('fake:aks-north-1', 'git:registry');
    await world.until(extended, 'done');
    await schedule();
    const [newest] = (await changes()).filter(
      ({ environment }) => environment === DEV,
    );
    expect(newest).toMatchObject({
      kind: 'decommission',
      reason: expect.stringContaining('2026-11-30'),
    });
  });
});
