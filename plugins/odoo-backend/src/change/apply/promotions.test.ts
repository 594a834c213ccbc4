import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const QA = 'harbour-civil/qa';
const [OLDER, NEWER] = ['18.0-2026.11.2', '18.0-2026.11.3'];

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('promotions on %s', engine => {
  let world: ChangeWorld;
  beforeEach(async () => {
    const releases = [OLDER, NEWER].map((name, index) =>
      evidentReleaseOf(name, {
        releasedAt: `2026-11-1${index}T08:00:00Z`,
        digest: `sha256:${`${index + 1}`.repeat(64)}`,
      }),
    );
    world = await ChangeWorld.start(databases, engine, {
      files: {
        ...environmentFiles(QA, {
          tier: 2,
          residency: ['northeurope', 'westeurope'],
        }),
        ...Object.fromEntries(
          releases.map(release => [
            `releases/${release.metadata.name}.yaml`,
            stringify(release),
          ]),
        ),
      },
    });
  });
  afterEach(() => world?.stop());

  const promotion = (release: string) =>
    world.proposed('ann', {
      kind: 'promote',
      environment: QA,
      release,
      spec: undefined,
    });

  it('of one environment at once: one wins, the other is gated again on the new head and needs new approvals', async () => {
    const first = await promotion(OLDER);
    const second = await promotion(NEWER);
    await world.approve('mia', first);
    const { body: approved } = await world.approve('max', second);
    expect(approved.approvals).toMatchObject([{ valid: true }]);
    await world.until(first, 'reconciling');

    const regated = await world.until(second, 'awaiting-approval');
    expect(regated).toMatchObject({
      revision: 2,
      release: { from: OLDER, to: NEWER },
      approvals: [{ approver: 'user:default/max', valid: false }],
    });
    expect(regated.contentHash).not.toBe(second.contentHash);
    expect((await world.approve('max', second)).status).toBe(409);
    await world.approve('max', regated);
    await world.until(second, 'reconciling');
    expect(world.remote.show(`environments/${QA}/environment.yaml`)).toContain(
      NEWER,
    );
  });

  it('to what has been passed meanwhile ends with the reason: nothing goes back unasked', async () => {
    const late = await promotion(OLDER);
    const newer = await promotion(NEWER);
    await world.approve('mia', newer);
    await world.until(newer, 'reconciling');
    const failed = await world.until(late, 'failed');
    expect(failed.timeline.at(-1)?.note).toMatch(
      /18\.0-2026\.11\.3 is there now.*only a roll-back goes back/,
    );
  });
});
