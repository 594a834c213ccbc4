import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parse, stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { useClock } from '../../__testUtils__/useClock';
import { keptBackBy } from '../../releases/keptBackBy';

const QA = 'harbour-civil/qa';
const DOCUMENT = `environments/${QA}/environment.yaml`;
const EVE = { author: 'Eve <eve@x.example>' };
const HERE = '18.0-2026.11.1';
const PUSHED = '18.0-2026.12.1';
const NEXT = '18.0-2026.12.2';

const releases = Object.fromEntries(
  [PUSHED, NEXT].map((name, index) => [
    `releases/${name}.yaml`,
    stringify(
      evidentReleaseOf(name, {
        releasedAt: `2026-12-0${index + 1}T08:00:00Z`,
        schemaClass: 'none',
        digest: `sha256:${String(index + 1).repeat(64)}`,
        compatibleWith: [HERE],
      }),
    ),
  ]),
);

const databases = testDatabases();
jest.setTimeout(60_000);

/** Field of the spec, and how its file says it before and after. */
type Pushed = [field: string, from: string, to: string];

describe('what was pushed past change control', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    const files = {
      ...releases,
      ...environmentFiles(QA, {
        tier: 2,
        residency: ['northeurope', 'westeurope'],
        hold: '2027-01-01',
      }),
    };
    world = await ChangeWorld.start(databases, 'SQLITE_3', { files });
    await world.drive();
    await world.odoo.collect('git:registry');
    await world.odoo.run('deployments:settle');
  });
  afterEach(() => world?.stop());

  /** The collection of Git does not look before the next proposal. */
  const push = async (from: string, to: string) => {
    const text = world.remote.show(DOCUMENT);
    expect(text).toContain(from);
    world.remote.push({ [DOCUMENT]: text.replaceAll(from, to) }, EVE);
    await world.odoo.run('registry:refresh');
  };
  const ask = async (kind: string, more: object, person = 'ann') => {
    const { status, body } = await world.propose(person, {
      environment: QA,
      spec: undefined,
      kind,
      ...more,
    });
    return { status, body, told: body.error?.message };
  };
  const USERS = { spec: { users: { named: 61 } } };

  it('is not taken over by what comes next, whoever asks', async () => {
    const promotion = { release: NEXT };
    const tier: Pushed = ['tier', 'tier: 2', 'tier: 4'];
    const release: Pushed = ['odoo.release', HERE, PUSHED];
    const owner = 'group:default/harbour-civil';
    const calendar = 'calendar: harbour-civil';
    for (const [[field, from, to], kind, more] of [
      [release, 'update', USERS],
      [release, 'promote', promotion],
      [tier, 'update', USERS],
      [tier, 'promote', promotion],
      [tier, 'decommission', {}],
      [release, 'decommission', {}],
      [['owner', owner, 'group:default/x'], 'update', USERS],
      [['legalEntities', calendar, 'calendar: x'], 'update', USERS],
      [['hold', 'hold: "2027-01-01"', 'hold: none'], 'promote', promotion],
      [
        ['region', 'region: northeurope', 'region: westeurope'],
        'promote',
        promotion,
      ],
      [
        [
          'recoveryRegion',
          'recoveryRegion: westeurope',
          'recoveryRegion: northeurope',
        ],
        'promote',
        promotion,
      ],
      [
        [
          'residency',
          '- northeurope\n    - westeurope',
          '- westeurope\n    - northeurope',
        ],
        'update',
        USERS,
      ],
    ] satisfies [Pushed, string, object][]) {
      await push(from, to);
      const { status, told } = await ask(kind, more, 'mia');
      expect([field, status, told]).toEqual([
        field,
        409,
        expect.stringMatching(
          new RegExp(
            `^${QA}: spec.${field} \\(it was .*; back by .*of Eve <eve@x.example>`,
          ),
        ),
      ]);
      await push(to, from);
      const dry = await ask(kind, { ...more, dryRun: true });
      expect([field, dry.status, dry.told]).toEqual([field, 200, undefined]);
    }
  });

  it('a change that is approved when it comes waits, says why, and goes on once it is taken back', async () => {
    const { body } = await ask('update', USERS);
    const [hold, none] = ['hold: "2027-01-01"', 'hold: none'];
    const swap = (from: string, to: string) =>
      world.remote.push(
        { [DOCUMENT]: world.remote.show(DOCUMENT).replaceAll(from, to) },
        EVE,
      );
    swap(hold, none);
    // The portal has not looked since: what it commits on top of tells.
    await world.approve('mia', body);
    const waiting = await world.until(body, 'blocked');
    expect([keptBackBy(waiting), waiting.approvals]).toEqual([
      expect.stringMatching(
        /^Schema: .*spec.hold \(it was "2027-01-01"; back by an update\) was changed past/,
      ),
      [expect.objectContaining({ valid: true })],
    ]);
    // The clock stands: what waits is worked out again for the head alone.
    await world.odoo.run('registry:refresh');
    useClock(new Date().toISOString());
    await world.drive();
    let workedOut = 0;
    world.knex.on('query', ({ sql }: { sql: string }) => {
      if (sql.includes('adopted_commits')) workedOut++;
    });
    await world.drive();
    await world.drive();
    expect(workedOut).toBe(0);
    jest.useRealTimers();
    swap(none, hold);
    await world.odoo.run('registry:refresh');
    const gone = await world.until(body, 'reconciling');
    expect([gone.contentHash, gone.revision]).toEqual([
      body.contentHash,
      body.revision,
    ]);
  });

  it('is taken back by a change, with the approvals of what it was', async () => {
    await push('tier: 2', 'tier: 4');
    const { status, body } = await ask('update', { spec: { tier: 2 } });
    expect([status, body.approvalsNeeded]).toEqual([201, 1]);
  });

  it('is taken back by a roll-back of something else, which does not wait for it', async () => {
    const { body: grown } = await ask('update', USERS);
    await world.approve('mia', grown);
    await world.until(grown, 'reconciling');
    await push('tier: 2', 'tier: 4');
    await push('hold: "2027-01-01"', 'hold: none');
    const { status, body } = await ask('roll-back', {
      rollBack: { move: 'configuration-only', to: grown.id },
    });
    expect([status, body.approvalsNeeded, body.spec?.tier]).toEqual([
      201, 1, 2,
    ]);
    await world.approve('mia', body);
    await world.until(body, 'reconciling');
    expect(world.remote.show(DOCUMENT)).toContain('tier: 2');
    expect(world.remote.show(DOCUMENT)).toContain('hold: "2027-01-01"');
  });

  it('says nowhere else where an environment is and which schema it has: a roll-back goes on from what was known', async () => {
    const { body: grown } = await ask('update', USERS);
    await world.approve('mia', grown);
    await world.until(grown, 'reconciling');
    await push('cluster: aks-north-1', 'cluster: aks-west-1');
    await push('placement:', 'upgrade:\n  schema: 3\nplacement:');
    const next = { spec: { users: { named: 62 } } };
    for (const [kind, more] of [
      ['update', next],
      ['promote', { release: NEXT }],
      ['decommission', {}],
    ] as const) {
      const { status, told } = await ask(kind, more, 'mia');
      expect([kind, status, told]).toEqual([
        kind,
        409,
        expect.stringMatching(
          /placement \(it was .*aks-north-1.*\), upgrade \(it was nothing/,
        ),
      ]);
    }
    const { status, body, told } = await ask('roll-back', {
      rollBack: { move: 'configuration-only', to: grown.id },
    });
    expect([status, told]).toEqual([201, undefined]);
    await world.approve('mia', body);
    await world.until(body, 'reconciling');
    const document = world.remote.show(DOCUMENT);
    expect(document).toContain('cluster: aks-north-1');
    // The database may have what was pushed: its number is never used for another schema.
    expect(parse(document).upgrade).toEqual({ schema: 0, used: 3 });
  });

  it('keeps a release that nobody judged from a roll-back of the configuration, and not from one to what it was', async () => {
    const { body: grown } = await ask('update', USERS);
    await world.approve('mia', grown);
    await world.until(grown, 'reconciling');
    await push(HERE, PUSHED);
    const configuration = { move: 'configuration-only', to: grown.id };
    const kept = await ask('roll-back', { rollBack: configuration });
    expect([kept.status, kept.told]).toEqual([
      409,
      expect.stringContaining(`spec.odoo.release (it was "${HERE}"`),
    ]);
    const image = { move: 'image-only', to: HERE };
    const back = await ask('roll-back', { rollBack: image });
    expect([back.status, back.told]).toEqual([201, undefined]);
  });
});
