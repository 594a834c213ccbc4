import { Change } from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles, payrollAt } from '../../__testUtils__/documents';
import { platformInput } from '../../__testUtils__/platform';

const databases = testDatabases();
jest.setTimeout(60_000);

const QA = 'harbour-civil/qa';
const CALENDAR = 'calendars/harbour-civil.ics';
const AUTOSCALING = `environments/${QA}/manifests/82-autoscaling.yaml`;
const autoscaling = { calendarFloors: { kinds: ['payroll'] } };

describe('floors by calendars', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      files: {
        // Of a tier whose windows are free: no calendar holds its changes up.
        ...environmentFiles(QA, { tier: 4, schedule: 'always' }),
        [CALENDAR]: payrollAt('18'),
      },
      odoo: { platform: { ...platformInput, autoscaling } },
    });
  });
  afterEach(() => world.stop());

  async function apply(named: number): Promise<Change> {
    const change = await world.proposed('ann', {
      kind: 'update',
      environment: QA,
      spec: { users: { named } },
    });
    const applied = await world.until(change, 'reconciling');
    await world.odoo.collect();
    return applied;
  }
  async function push(calendar: string): Promise<void> {
    world.remote.push({ [CALENDAR]: calendar });
    await world.odoo.collect();
  }
  const floors = (): unknown[] =>
    parse(world.remote.show(AUTOSCALING)).spec.triggers.filter(
      ({ type }: { type: string }) => type === 'cron',
    );

  it('come with the next change, and stay through further ones while the calendar cannot be read', async () => {
    await apply(45);
    const [floor] = floors();
    expect(floor).toMatchObject({
      metadata: {
        timezone: 'Europe/Dublin',
        start: '30 17 * * 4',
        end: '0 22 * * 4',
      },
    });

    await push(payrollAt('18').replace('TZID', 'X-TZID'));
    await apply(400);
    // With the pods of its new size.
    expect(floors()).toMatchObject([
      { metadata: { start: '30 17 * * 4', end: '0 22 * * 4' } },
    ]);
    expect(floors()).not.toEqual([floor]);

    await push(payrollAt('17'));
    await apply(410);
    expect(floors()).toMatchObject([{ metadata: { start: '30 16 * * 4' } }]);
  });
});
