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

  const after = { schema: 2, step: STEP };

  it('taken back in Git leaves its number used: whatever comes next, the migration is another', async () => {
    const before = environmentFiles(QA, SPEC);
    const rendered = renderedWith(byPortal);
    const there = Object.keys(rendered).map(path => [path, before[path]]);
    await push(rendered);
    await push({ ...Object.fromEntries(there), ...before });
    const spec = { users: { named: 61 } };
    const { body } = await world.propose('ann', {
      kind: 'update',
      environment: QA,
      spec,
    });
    await world.until(body, 'reconciling');
    expect(parse(world.remote.show(DOCUMENT)).upgrade).toEqual({
      schema: 0,
      used: 1,
    });
    await world.odoo.collect('git:registry');
    const promotion = await promote();
    await world.until(promotion.body, 'reconciling');
    expect(parse(world.remote.show(DOCUMENT)).upgrade).toEqual(after);
  });

  // The database may have the number of the step, and no migration with it, whatever the document says.
  it.each<[string, EnvironmentDocument['upgrade'], number]>([
    ['as the portal renders it', byPortal, 3],
    ['without its migration', undefined, 2],
  ])(
    'is taken over by its own promotion, judged from the release before it, and migrated once more: %s',
    async (_, upgrade, schema) => {
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
      expect(commit.files).toContain(DOCUMENT);
      expect(parse(world.remote.show(DOCUMENT)).upgrade).toEqual({
        schema,
        step: STEP,
      });
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
