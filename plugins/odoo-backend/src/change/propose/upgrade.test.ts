import { Change } from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parse, stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import {
  environmentDocument,
  environmentFiles,
} from '../../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

const QA = 'harbour-civil/qa';
const DOCUMENT = `environments/${QA}/environment.yaml`;
const MIGRATION = `environments/${QA}/manifests/45-migration.yaml`;

const releases = Object.fromEntries(
  [
    evidentReleaseOf('18.0-2026.12.1', {
      releasedAt: '2026-12-01T08:00:00Z',
      schemaClass: 'additive',
      digest: `sha256:${'1'.repeat(64)}`,
    }),
    evidentReleaseOf('18.0-2026.12.2', {
      releasedAt: '2026-12-08T08:00:00Z',
      schemaClass: 'none',
      digest: `sha256:${'2'.repeat(64)}`,
      compatibleWith: ['18.0-2026.11.1'],
    }),
    // Older by its name, on the same schema as the one that is newer, and nobody has ever run it.
    evidentReleaseOf('18.0-2026.12.1.5', {
      releasedAt: '2026-12-09T08:00:00Z',
      schemaClass: 'none',
      digest: `sha256:${'3'.repeat(64)}`,
    }),
    // Made beside 12.1 for who is not on it yet: what it does on the schema of 12.1, nobody has tried.
    evidentReleaseOf('18.0-2026.11.2', {
      releasedAt: '2026-11-20T08:00:00Z',
      schemaClass: 'none',
      digest: `sha256:${'4'.repeat(64)}`,
    }),
    evidentReleaseOf('19.0-2026.12.1', { releasedAt: '2026-12-09T08:00:00Z' }),
  ].map(release => [
    `releases/${release.metadata.name}.yaml`,
    stringify(release),
  ]),
);

describe('an upgrade', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    // Without backups, whose gate has tests of its own.
    const files = { ...releases, ...environmentFiles(QA, { tier: 4 }) };
    world = await ChangeWorld.start(databases, 'SQLITE_3', { files });
  });
  afterEach(() => world.stop());

  const ask = (body: object) =>
    world.propose('ann', { environment: QA, spec: undefined, ...body });
  const promotion = (release: string) => ({ kind: 'promote', release });
  const rollBack = (to: string, move = 'image-only') => ({
    kind: 'roll-back',
    rollBack: { move, to },
  });
  const update = (spec: object) => ({ kind: 'update', spec });
  async function apply(body: object): Promise<Change> {
    const { status, body: change } = await ask(body);
    expect([status, change.error]).toEqual([201, undefined]);
    const applied = await world.until(change, 'reconciling');
    await world.odoo.collect();
    return applied;
  }
  const committed = (path: string) => world.remote.show(path);
  const upgrade = () => parse(committed(DOCUMENT)).upgrade;

  /** What the cluster says once the change has arrived. */
  async function arrive(change: Change): Promise<void> {
    world.collector.answer('aks-north-1', 'ok', { value: change.commit });
    await world.odoo.collect('fake:aks-north-1', 'git:registry');
    await world.until(change, 'done');
  }

  it('is taken over every release that is passed over, stays as it was rendered, and is over with the next change', async () => {
    const step = await apply(promotion('18.0-2026.12.2'));
    expect(upgrade()).toEqual({
      schema: 1,
      // The release itself changes nothing, the one that was skipped does.
      step: { from: '18.0-2026.11.1', class: 'additive' },
    });
    expect(committed(MIGRATION)).toContain('await-standstill');

    await arrive(step);
    await apply(update({ users: { named: 60 } }));
    expect(upgrade()).toEqual({ schema: 1 });
    expect(committed(MIGRATION)).not.toContain('await-standstill');
  });

  it('that has not been seen to arrive goes on whatever is changed meanwhile', async () => {
    await apply(promotion('18.0-2026.12.1'));
    const open = upgrade();
    for (const next of [
      update({ users: { named: 60 } }),
      promotion('18.0-2026.12.2'),
    ]) {
      await apply(next);
      expect(upgrade()).toEqual(open);
      expect(committed(MIGRATION)).toContain('await-standstill');
    }
  });

  it('goes back without a migration where the schema lets older code run, once the step is known to be taken', async () => {
    const step = await apply(promotion('18.0-2026.12.2'));
    expect(step.release).toEqual({
      from: '18.0-2026.11.1',
      to: '18.0-2026.12.2',
    });
    const early = await ask(rollBack('18.0-2026.11.1'));
    expect([early.status, early.body.error.message]).toEqual([
      409,
      expect.stringContaining('has not been seen to end'),
    ]);

    await arrive(step);
    const foreign = await ask(rollBack('18.0-2026.12.1.5'));
    expect([foreign.status, foreign.body.error.details]).toEqual([
      400,
      [
        {
          path: 'rollBack.to',
          message: expect.stringContaining('is not known to have run well'),
          accepted: 'a release that ran here: 18.0-2026.11.1',
        },
      ],
    ]);
    const back = await apply(rollBack('18.0-2026.11.1'));
    expect(back).toMatchObject({
      rollBack: { move: 'image-only', to: '18.0-2026.11.1' },
      release: { from: '18.0-2026.12.2', to: '18.0-2026.11.1' },
    });
    expect(upgrade()).toMatchObject({
      schema: 1,
      schemaOf: '18.0-2026.12.2',
      step: { class: 'roll-back' },
    });
    expect(world.remote.files()).not.toContain(MIGRATION);
    expect(world.remote.log()[0].body).toMatch(
      /^Roll back harbour-civil\/qa to 18\.0-2026\.11\.1\n/,
    );
  });

  it('goes forward after a roll-back only to what fits the schema that was left behind', async () => {
    await arrive(await apply(promotion('18.0-2026.12.2')));
    await arrive(await apply(rollBack('18.0-2026.11.1')));
    const beside = await ask(promotion('18.0-2026.11.2'));
    expect([beside.status, beside.body.error.message]).toEqual([
      409,
      expect.stringMatching(
        /^The database has the schema of 18\.0-2026\.12\.2: .*older code must not run on it$/,
      ),
    ]);
    expect((await ask(promotion('18.0-2026.12.2'))).status).toBe(201);
  });

  it('takes back what one change did and nothing that came after it', async () => {
    const grown = await apply(update({ users: { named: 60 } }));
    await apply(update({ schedule: 'office-hours' }));
    const back = await apply(rollBack(grown.id!, 'configuration-only'));
    expect(grown.spec.users.named).toBe(60);
    expect(back.spec).toMatchObject({
      users: environmentDocument(QA).spec.users,
      schedule: 'office-hours',
    });
    expect(back.release).toBeUndefined();

    // What the roll-back made of it stands: the change that it took back is no longer what there is.
    const again = await ask(rollBack(grown.id!, 'configuration-only'));
    expect([again.status, again.body.error.details]).toEqual([
      400,
      [
        expect.objectContaining({
          path: 'rollBack.to',
          message: expect.stringContaining(
            'spec.users.named was changed again since',
          ),
        }),
      ],
    ]);
  });

  it('does not lower a tier by way of a roll-back', async () => {
    const raised = await apply(update({ tier: 3 }));
    const back = await ask(rollBack(raised.id!, 'configuration-only'));
    expect([back.status, back.body.error.details[0].message]).toEqual([
      400,
      expect.stringContaining('propose it as an update'),
    ]);
  });

  it.each<[string, object, string, RegExp, RegExp]>([
    [
      'a release by an update',
      update({ odoo: { release: '18.0-2026.12.2' } }),
      'spec.odoo.release',
      /by a promotion, an earlier one by a roll-back/,
      /^18\.0-2026\.11\.1$/,
    ],
    [
      'another series',
      promotion('19.0-2026.12.1'),
      'release',
      /is cloned, the clone is migrated/,
      /18\.0-2026\.12\.2, 18\.0-2026\.12\.1/,
    ],
    [
      'what it has',
      promotion('18.0-2026.11.1'),
      'release',
      /is what it has/,
      /a newer release of series 18\.0, edition construction/,
    ],
    [
      'what the registry does not have',
      promotion('18.0-2030.1'),
      'release',
      /no release of the registry/,
      /a newer release/,
    ],
    [
      'a roll-back to what is newer',
      rollBack('18.0-2026.12.1'),
      'rollBack.to',
      /is no earlier release/,
      /a restore of a point before/,
    ],
    [
      'a roll-back of a change that is not there',
      rollBack('chg-1', 'configuration-only'),
      'rollBack.to',
      /is no change of harbour-civil\/qa/,
      /the id of a change/,
    ],
    [
      'a spec with a promotion',
      { ...promotion('18.0-2026.12.1'), spec: { tier: 3 } },
      'spec',
      /./,
      /./,
    ],
  ])('refuses %s', async (_, body, path, message, accepted) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toEqual([
      {
        path,
        message: expect.stringMatching(message),
        accepted: expect.stringMatching(accepted),
      },
    ]);
  });

  it('is not gone back to what its record does not say runs on the new schema', async () => {
    await arrive(await apply(promotion('18.0-2026.12.1')));
    const back = await ask(rollBack('18.0-2026.11.1'));
    expect(back.status).toBe(400);
    expect(JSON.stringify(back.body)).toContain(
      'older code must not run on it',
    );
  });
});
