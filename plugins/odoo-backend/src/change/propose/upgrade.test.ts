import { Change } from '@plumbline/plugin-odoo-common';
import { releaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parse, stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

const QA = 'harbour-civil/qa';
const DOCUMENT = `environments/${QA}/environment.yaml`;
const MIGRATION = `environments/${QA}/manifests/45-migration.yaml`;

const releases = Object.fromEntries(
  [
    releaseOf('18.0-2026.12.1', {
      releasedAt: '2026-12-01T08:00:00Z',
      schemaClass: 'additive',
      digest: `sha256:${'1'.repeat(64)}`,
    }),
    releaseOf('18.0-2026.12.2', {
      releasedAt: '2026-12-08T08:00:00Z',
      schemaClass: 'none',
      digest: `sha256:${'2'.repeat(64)}`,
    }),
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

  const update = (spec: object) =>
    world.proposed('ann', { kind: 'update', environment: QA, spec });
  async function apply(spec: object): Promise<Change> {
    const change = await update(spec);
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
    const step = await apply({ odoo: { release: '18.0-2026.12.2' } });
    expect(upgrade()).toEqual({
      schema: 1,
      // The release itself changes nothing, the one that was skipped does.
      step: { from: '18.0-2026.11.1', class: 'additive' },
    });
    expect(committed(MIGRATION)).toContain('await-standstill');

    await arrive(step);
    await apply({ users: { named: 60 } });
    expect(upgrade()).toEqual({ schema: 1 });
    expect(committed(MIGRATION)).not.toContain('await-standstill');
  });

  it('that has not been seen to arrive goes on whatever is changed meanwhile', async () => {
    await apply({ odoo: { release: '18.0-2026.12.1' } });
    const open = upgrade();
    for (const spec of [
      { users: { named: 60 } },
      { odoo: { release: '18.0-2026.12.2' } },
    ]) {
      await apply(spec);
      expect(upgrade()).toEqual(open);
      expect(committed(MIGRATION)).toContain('await-standstill');
    }
  });

  it('back is refused where the schema has changed since', async () => {
    await apply({ odoo: { release: '18.0-2026.12.2' } });
    const back = await world.propose('ann', {
      kind: 'update',
      environment: QA,
      spec: { odoo: { release: '18.0-2026.11.1' } },
    });
    expect(back.status).toBe(400);
    expect(JSON.stringify(back.body)).toContain(
      'older code must not run on it',
    );
  });
});
