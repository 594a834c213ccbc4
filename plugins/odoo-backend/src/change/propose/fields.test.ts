import { environmentSpecSchema } from '@plumbline/plugin-odoo-common';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { PROPOSAL } from '../../__testUtils__/proposal';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';
import { INJECTIONS, WRONG_FIELDS } from '../../__testUtils__/wrongFields';

jest.setTimeout(60_000);

describe('fields of a proposal', () => {
  const databases = testDatabases();
  let world: ChangeWorld;
  beforeAll(async () => {
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      files: environmentFiles('harbour-civil/dev'),
    });
  });
  afterAll(() => world?.stop());

  /** The wrong fields that the answer names, each with what it says. */
  async function wrong(body: object) {
    const { status, body: answer } = await world.propose('mia', {
      dryRun: true,
      ...body,
    });
    expect([status, answer.error?.name]).toEqual([400, 'InputError']);
    const details: { path: string; message: string; accepted: string }[] =
      answer.error.details;
    for (const { message, accepted } of details) {
      expect(message).toMatch(/\S/);
      expect(accepted).toMatch(/\S/);
    }
    return details;
  }

  it.each(WRONG_FIELDS)(
    'names spec.%s for %j',
    async (path, spec, accepted) => {
      const details = await wrong({ spec: { tier: 2, ...spec } });
      expect(new Set(details.map(detail => detail.path))).toEqual(
        new Set([`spec.${path}`]),
      );
      expect(details[0].accepted).toMatch(accepted);
    },
  );

  it('has a wrong value for every field of the spec', () => {
    const tested = new Set(WRONG_FIELDS.map(([path]) => path.split('.')[0]));
    expect(
      Object.keys(environmentSpecSchema.shape).filter(key => !tested.has(key)),
    ).toEqual([]);
  });

  it('names every wrong field at once, of the request and of the spec', async () => {
    const details = await wrong({
      kind: 'destroy',
      environment: 'Nobody/nowhere',
      reason: 'two\nlines',
      expectedContentHash: 'md5:1',
      dryRun: 'perhaps',
      extra: 1,
      spec: {
        goldenPath: 'x',
        owner: 'x',
        legalEntities: [{ id: 'X', timeZone: 'x', calendar: 'X' }],
        businessServices: ['x'],
        tenancy: 'x',
        tier: 0,
        region: 'X',
        recoveryRegion: 'X',
        residency: ['X'],
        odoo: { series: 'x', release: 'x', edition: 'X' },
        users: { named: 0 },
        data: { databaseGiB: 0, filestoreGiB: 0 },
        database: { kind: 'x' },
        hostnames: ['x'],
        schedule: 'x',
        expires: 'x',
        integrations: ['X'],
      },
    });
    expect(details.map(({ path }) => path).sort()).toEqual(
      [
        'dryRun',
        'environment',
        'expectedContentHash',
        'extra',
        'kind',
        'reason',
        'spec.businessServices.0',
        'spec.data.databaseGiB',
        'spec.data.filestoreGiB',
        'spec.database.kind',
        'spec.expires',
        'spec.goldenPath',
        'spec.hostnames.0',
        'spec.integrations.0',
        'spec.legalEntities.0.calendar',
        'spec.legalEntities.0.id',
        'spec.legalEntities.0.timeZone',
        'spec.odoo.edition',
        'spec.odoo.release',
        'spec.odoo.series',
        'spec.owner',
        'spec.recoveryRegion',
        'spec.region',
        'spec.residency.0',
        'spec.schedule',
        'spec.tenancy',
        'spec.tier',
        'spec.users.named',
      ].sort(),
    );
  });

  it('names wrong shapes and broken rules in one answer, and nothing that only follows from them', async () => {
    const details = await wrong({
      spec: {
        tier: 9,
        region: 'southpole',
        recoveryRegion: 'northpole',
        odoo: { series: 'x', release: '18.0-2020.1' },
        hostnames: ['erp.other.example'],
        users: { named: 0 },
      },
    });
    expect(new Set(details.map(({ path }) => path))).toEqual(
      new Set([
        'spec.tier',
        'spec.region',
        'spec.recoveryRegion',
        'spec.odoo.series',
        'spec.odoo.release',
        'spec.hostnames.0',
        'spec.users.named',
      ]),
    );
    const unknown = await wrong({
      spec: {
        tier: 2,
        colour: 'red',
        users: { named: 5, guests: 3 },
        database: 'cloudnative-pg',
        hostnames: ['erp.other.example'],
      },
    });
    expect(unknown.map(({ path }) => path).sort()).toEqual([
      'spec.colour',
      'spec.database',
      'spec.hostnames.0',
      'spec.users.guests',
    ]);
    const related = await wrong({
      spec: { tier: 2, region: 'X', recoveryRegion: 'northeurope' },
    });
    expect(related.map(({ path }) => path)).toEqual(['spec.region']);
  });

  it.each(INJECTIONS)('refuses %j wherever a person writes', async text => {
    const fields: [string, object][] = [
      ['environment', { environment: `${text}/production` }],
      ['reason', { reason: `before ${text} after` }],
      ['spec.owner', { spec: { tier: 2, owner: `group:default/${text}` } }],
      [
        'spec.hostnames.0',
        { spec: { tier: 2, hostnames: [`${text}.odoo.example`] } },
      ],
      [
        'spec.legalEntities.0.calendar',
        { spec: { tier: 2, legalEntities: [{ calendar: text }] } },
      ],
    ];
    // Plain prose may quote a path or a YAML fragment; it never reaches a file as syntax.
    const prose = !/[\p{Cc}\u2028]|\$\{|\{\{|\{%/u.test(text);
    for (const [path, body] of fields) {
      if (path === 'reason' && prose) continue;
      const details = await wrong(body);
      expect(details.map(detail => detail.path)).toContain(path);
    }
  });

  it('takes neither a body that is no object, nor a kind that is not offered yet', async () => {
    const list = await world.as('mia', 'post', '/changes', []);
    expect(list.status).toBe(400);
    expect(list.body.error.details[0].path).toBe('body');
    const details = await wrong({ kind: 'restore' });
    expect(details).toEqual([
      {
        path: 'kind',
        message: '"restore" is not offered',
        accepted:
          'one of create, update, promote, roll-back, restore-test, decommission',
      },
    ]);
    const missing = await world.as('mia', 'post', '/changes', {});
    expect(
      missing.body.error.details.map(({ path }: { path: string }) => path),
    ).toEqual(['kind', 'environment', 'spec', 'reason']);
    expect((await world.propose('mia', { ...PROPOSAL })).status).toBe(201);
  });
});
