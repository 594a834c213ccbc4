import {
  EnvironmentDocument,
  EnvironmentSpec,
} from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { renderEnvironment } from '@plumbline/plugin-odoo-golden-path';
import { parse, stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import {
  environmentDocument,
  environmentFiles,
} from '../../__testUtils__/documents';
import { platform } from '../../__testUtils__/platform';

const QA = 'harbour-civil/qa';
const DOCUMENT = `environments/${QA}/environment.yaml`;
const EVE = { author: 'Eve <eve@x.example>' };
const HERE = '18.0-2026.11.1';
const PUSHED = '18.0-2026.12.1';
const pushed = evidentReleaseOf(PUSHED, {
  releasedAt: '2026-12-01T08:00:00Z',
  schemaClass: 'additive',
  digest: `sha256:${'1'.repeat(64)}`,
});
// Without backups, whose gate has tests of its own.
const SPEC: Partial<EnvironmentSpec> = {
  tier: 4,
  residency: ['northeurope', 'westeurope'],
};
const NO_BACKUPS = Object.fromEntries(
  ['25-backup-store', '35-backup-schedule'].map(name => [
    `environments/${QA}/manifests/${name}.yaml`,
    undefined,
  ]),
);
const STEP = { from: HERE, class: 'additive' } as const;

const databases = testDatabases();
jest.setTimeout(60_000);

describe('a release that was pushed past change control', () => {
  let world: ChangeWorld;
  beforeEach(async () => {
    const files = {
      [`releases/${PUSHED}.yaml`]: stringify(pushed),
      ...environmentFiles(QA, SPEC),
    };
    world = await ChangeWorld.start(databases, 'SQLITE_3', { files });
    await world.drive();
    await world.odoo.collect('git:registry');
    await world.odoo.run('deployments:settle');
  });
  afterEach(() => world?.stop());

  const push = async (files: Record<string, string | undefined>) => {
    world.remote.push(files, EVE);
    await world.odoo.collect('git:registry');
  };
  /** Rendered as the portal would have rendered it. */
  const renderedWith = (upgrade: EnvironmentDocument['upgrade']) => {
    const { metadata, spec, placement } = environmentDocument(QA, SPEC);
    const rendered = renderEnvironment({
      ref: metadata,
      spec: { ...spec, odoo: { ...spec.odoo, release: PUSHED } },
      placement,
      platform,
      release: pushed,
      upgrade,
    });
    return Object.fromEntries(
      rendered
        // The portal of this test keeps none for the tier.
        .filter(({ path }) => !path.includes('-backup-'))
        .map(({ path, content }) => [path, content]),
    );
  };
  const promote = () =>
    world.propose('ann', {
      kind: 'promote',
      environment: QA,
      release: PUSHED,
      spec: undefined,
      reason: 'Eve had to, at night',
    });
  const unledgered = async () => {
    const { body } = await world.as('mia', 'get', `/environments/${QA}`);
    return body.observations.find(
      ({ probe }: { probe: string }) => probe === 'commit.unledgered',
    ).status;
  };

  const byPortal = { schema: 1, step: STEP };

  it.each<
    [string, EnvironmentDocument['upgrade'], EnvironmentDocument['upgrade']]
  >([
    ['as the portal renders it', byPortal, byPortal],
    ['without its migration', undefined, byPortal],
    // The database may have any number up to the pushed one, and no migration with it.
    ['with a number of its own', { schema: 1 }, { schema: 2, step: STEP }],
  ])(
    'is taken over by its own promotion, judged from the release before it: %s',
    async (_, upgrade, after) => {
      await push({ ...NO_BACKUPS, ...renderedWith(upgrade) });
      await world.odoo.run('deployments:settle');
      expect(await unledgered()).toBe('critical');
      const { status, body } = await promote();
      expect([status, body.error]).toEqual([201, undefined]);
      expect(body.release).toEqual({ from: HERE, to: PUSHED });
      const gates: { id: string }[] = body.gates;
      expect(gates.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['provenance', 'ring', 'restore-point']),
      );
      expect(
        JSON.stringify(gates.find(({ id }) => id === 'database')),
      ).toContain('additive');

      await world.until(body, 'reconciling');
      const [commit] = world.remote.log();
      expect(commit.body).toContain(`Promote ${QA} to ${PUSHED}`);
      const isAsRendered = upgrade === after;
      expect(commit.files.includes(DOCUMENT)).toBe(!isAsRendered);
      expect(commit.files.length === 0).toBe(isAsRendered);
      expect(/^Adopts: .* by Eve /m.test(commit.body)).toBe(isAsRendered);
      expect(parse(world.remote.show(DOCUMENT)).upgrade).toEqual(after);
      await world.odoo.collect('git:registry');
      expect(await unledgered()).toBe('ok');
      const [came] = await world
        .knex('deployments')
        .where({ change_id: body.id });
      expect(JSON.parse(came.document).from).toBe(HERE);
      const again = await promote();
      expect([again.status, again.body.error.details[0].message]).toEqual([
        400,
        `${PUSHED} is what it has`,
      ]);
    },
  );

  it('brings nothing else with it: who may not change what was pushed beside it does not take it over', async () => {
    const files = renderedWith(byPortal);
    const owner = 'group:default/harbour-civil';
    await push({
      ...files,
      [DOCUMENT]: files[DOCUMENT].replaceAll(owner, 'group:default/x'),
    });
    const { status, body } = await promote();
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining('odoo.change.propose is not granted'),
    ]);
  });

  it('with its whole environment gets no other until an update took that over', async () => {
    const PORT = 'harbour-port/qa';
    await push(
      environmentFiles(PORT, { ...SPEC, hostnames: ['port.odoo.example'] }),
    );
    const { body: drift } = await world.as('mia', 'get', '/drift');
    expect(drift.items).toContainEqual(
      expect.objectContaining({
        environment: PORT,
        kind: 'unledgered',
        severity: 'critical',
      }),
    );
    const next = () =>
      world.propose('mia', {
        kind: 'promote',
        environment: PORT,
        release: PUSHED,
        spec: undefined,
      });
    const { status, body } = await next();
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining(
        'An update of its spec is judged and takes it over',
      ),
    ]);
    const taken = await world.proposed('mia', {
      kind: 'update',
      environment: PORT,
      spec: { users: { named: 61 } },
    });
    await world.until(taken, 'reconciling');
    await world.odoo.collect('git:registry');
    expect((await next()).status).toBe(201);
  });
});
