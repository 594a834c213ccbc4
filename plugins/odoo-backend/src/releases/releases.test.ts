import {
  comparisonSchema,
  environmentReleaseSchema,
  matrixSchema,
  releaseDetailSchema,
  releaseListSchema,
} from '@plumbline/plugin-odoo-common';
import { evidentReleaseOf } from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../__testUtils__/ChangeWorld';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles, release } from '../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

const NOW_RUNNING = release.metadata.name;
const NEXT = '18.0-2026.12.1';
const next = evidentReleaseOf(NEXT, {
  ...release.spec,
  schemaClass: 'breaking',
  upgrade: { from: ['17.0'] },
  releasedAt: '2026-11-22T08:00:00Z',
  modules: [
    { name: 'base', version: '18.0.1.4' },
    { name: 'crm', version: '18.0.1.0' },
  ],
});

describe.each(databases.eachSupportedId())('what runs where on %s', engine => {
  let world: ChangeWorld;
  beforeAll(async () => {
    world = await ChangeWorld.start(databases, engine, {
      files: {
        [`releases/${NEXT}.yaml`]: stringify(next),
        'releases/18.0-2027.1.1.yaml': 'kind: Nonsense\n',
        // Nobody has written its calendar: that is not one without events.
        ...environmentFiles('harbour-civil/qa', {
          legalEntities: [
            { id: 'civil', timeZone: 'Europe/Dublin', calendar: 'unwritten' },
          ],
        }),
        ...environmentFiles('harbour-civil/staging', {
          hostnames: ['staging.odoo.example'],
          users: { named: 900 },
        }),
        ...environmentFiles('harbour-rail/qa', {
          owner: 'group:default/harbour-rail-erp',
          hostnames: ['rail.odoo.example'],
        }),
      },
    });
    await world.drive();
    await world.odoo.run('deployments:settle');
  });
  afterAll(() => world?.stop());

  const get = async (path: string, person = 'ann') => {
    const { status, body } = await world.as(person, 'get', path);
    return { status, body };
  };

  it('lists releases with where they are, and the records that cannot be read', async () => {
    const { body } = await get('/releases');
    const { items, errors } = releaseListSchema.parse(body);
    expect(items.map(item => [item.version, item.environments])).toEqual([
      [NEXT, 0],
      [NOW_RUNNING, 2],
    ]);
    expect(items.map(({ migratesFrom }) => migratesFrom)).toEqual([
      ['17.0'],
      undefined,
    ]);
    expect(errors.map(({ file }) => file)).toContain(
      'releases/18.0-2027.1.1.yaml',
    );
    expect((await get('/releases', 'nobody')).status).toBe(403);
  });

  it('shows each their own rows of the matrix', async () => {
    const { body } = await get('/release-matrix?limit=1');
    const matrix = matrixSchema.parse(body);
    expect(matrix).toMatchObject({ total: 1, stages: ['qa', 'staging'] });
    expect(matrix.items).toMatchObject([
      {
        tenant: 'harbour-civil',
        cells: [
          { stage: 'qa', ring: 'development', candidate: NEXT },
          { stage: 'staging', version: NOW_RUNNING, outcome: 'unknown' },
        ],
      },
    ]);
    const first = (await get('/release-matrix?limit=1', 'mia')).body;
    const second = await get(
      `/release-matrix?limit=1&cursor=${first.nextCursor}`,
      'mia',
    );
    expect(second.body.items[0].tenant).toBe('harbour-rail');
    expect(second.body.nextCursor).toBeUndefined();
    expect((await get('/release-matrix?outcome=fine')).status).toBe(400);
  });

  it('shows a release where the caller may look', async () => {
    const { body } = await get(`/releases/${NOW_RUNNING}`);
    const detail = releaseDetailSchema.parse(body);
    expect(detail.environments).toBe(2);
    expect(detail.deployments.map(({ environment }) => environment)).toEqual(
      expect.not.arrayContaining(['harbour-rail/qa']),
    );
    expect(detail.rings.map(ring => [ring.ring, ring.running])).toEqual([
      ['development', 1],
      ['staging', 1],
      ['production', 0],
      ['critical', 0],
    ]);
    const last = detail.deployments.at(-1)!.environment;
    expect(last).not.toBe(detail.deployments[0].environment);
    const rows = () => world.knex('deployments').where({ environment: last });
    await rows().update({ outcome: 'failed' });
    const failed = (await get(`/releases/${NOW_RUNNING}`)).body;
    expect(failed.deployments[0].environment).toBe(last);
    await rows().update({ outcome: 'unknown' });
    expect((await get('/releases/18.0-2027.1.1')).status).toBe(404);
    expect((await get(`/releases/${NEXT}`)).body.previous).toBe(NOW_RUNNING);
  });

  it('shows what could come next to an environment, and what a green one does not prove', async () => {
    const { body } = await get('/environments/harbour-civil/qa/release');
    const shown = environmentReleaseSchema.parse(body);
    expect(shown.candidate?.version).toBe(NEXT);
    expect(shown.history).toHaveLength(1);
    expect(shown.risk).toContainEqual(
      expect.objectContaining({ factor: 'Schema class', level: 'high' }),
    );
    expect(shown.risk).toContainEqual(
      expect.objectContaining({
        factor: 'Next business event',
        level: 'unknown',
      }),
    );
    expect(shown.rollBack).toMatchObject([
      { move: 'image-only', allowed: false },
      { move: 'configuration-only', allowed: false },
      { move: 'restore', allowed: false },
      { move: 'fix-forward', allowed: true, to: NEXT },
    ]);
    expect(shown.parity).toMatchObject([{ stage: 'staging' }]);
    expect(shown.parity[0].differences).toContainEqual(
      expect.objectContaining({ what: 'users.named', there: '900' }),
    );
    const other = '/environments/harbour-rail/qa/release';
    expect((await get(other)).status).toBe(403);
  });

  it('compares environments and releases, of those that the caller may read', async () => {
    const releases = `from=${NOW_RUNNING}&to=${NEXT}`;
    const { body } = await get(`/compare?${releases}`);
    expect(comparisonSchema.parse(body)).toMatchObject({
      modules: {
        added: [{ name: 'crm' }],
        changed: [{ name: 'base', from: '18.0.1.3', to: '18.0.1.4' }],
        removed: [],
      },
      step: { schemaClass: 'breaking', back: false },
      configuration: [],
    });
    const stages = 'from=harbour-civil/qa&to=harbour-civil/staging';
    expect((await get(`/compare?${stages}`)).body.configuration).toContainEqual(
      expect.objectContaining({ path: 'spec.users.named', to: '900' }),
    );
    const foreign = 'from=harbour-civil/qa&to=harbour-rail/qa';
    expect((await get(`/compare?${foreign}`)).status).toBe(403);
    expect((await get('/compare?from=a')).status).toBe(400);
  });

  it('tells nothing of a next stage that the caller may not read', async () => {
    await world
      .knex('environments')
      .where({ ref: 'harbour-civil/staging' })
      .update({ owner: 'group:default/others' });
    const parityFor = async (person: string) => {
      const path = '/environments/harbour-civil/qa/release';
      const { body } = await get(path, person);
      return environmentReleaseSchema.parse(body).parity.length;
    };
    expect(await parityFor('mia')).toBe(1);
    expect(await parityFor('ann')).toBe(0);
  });
});
