import { Change, GateResult } from '@plumbline/plugin-odoo-common';
import {
  evidentReleaseOf,
  platformInputOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { stringify } from 'yaml';
import { ChangeWorld } from '../../__testUtils__/ChangeWorld';
import { testDatabases } from '../../__testUtils__/databases';
import { environmentFiles } from '../../__testUtils__/documents';

const databases = testDatabases();
jest.setTimeout(60_000);

const next = evidentReleaseOf('19.0-2026.11.1', {
  series: '19.0',
  upgrade: { from: ['18.0'] },
});
const SOURCE = 'harbour-civil/qa';
const gate = ({ gates }: Change, id: GateResult['id']) =>
  gates.find(candidate => candidate.id === id);

describe('an environment that is to be a copy', () => {
  let world: ChangeWorld;
  beforeAll(async () => {
    const { series, ...platform } = platformInputOf();
    world = await ChangeWorld.start(databases, 'SQLITE_3', {
      files: {
        ...environmentFiles('harbour-rail/qa', {
          owner: 'group:default/harbour-rail-erp',
        }),
        ...environmentFiles('harbour-civil/staging', { tier: 1 }),
        'releases/19.0-2026.11.1.yaml': stringify(next),
      },
      odoo: {
        platform: {
          ...platform,
          filestore: {
            copyImage: `registry.example/rclone@sha256:${'e'.repeat(64)}`,
          },
          series: [...series, { name: '19.0', supportEnds: '2029-10-31' }],
        },
      },
    });
  });
  afterAll(() => world?.stop());

  const copy = (change: object = {}, environment = 'harbour-civil/dev') => ({
    environment,
    spec: { tier: 3, copyOf: { environment: SOURCE }, ...change },
  });

  it('is kept back as long as nobody has read the backups of the source', async () => {
    const change = await world.proposed('ann', copy());
    expect(change.state).toBe('blocked');
    expect(gate(change, 'database')).toMatchObject({
      verdict: 'blocked',
      summary: expect.stringContaining('have not been read'),
    });
    expect(change.spec.copyOf).toEqual({ environment: SOURCE });
  });

  it('of an older series says in its document what is migrated', async () => {
    const change = await world.proposed(
      'ann',
      copy(
        {
          owner: 'group:default/harbour-civil-erp',
          odoo: { series: '19.0', release: '19.0-2026.11.1' },
        },
        'harbour-civil-19/pre-production',
      ),
    );
    const document = change.files.find(({ path }) =>
      path.endsWith('/environment.yaml'),
    );
    expect(document?.diff).toMatch(
      /upgrade:\n\+ {2}schema: 1\n\+ {2}step:\n\+ {4}from: "18\.0-2026\.11\.1"\n\+ {4}class: series/,
    );
    expect(gate(change, 'database')?.evidence).toContainEqual(
      expect.objectContaining({ title: 'Series', verdict: 'pass' }),
    );
  });

  it('is not for who may not propose for the source, who learns nothing of it', async () => {
    const theirs = copy({
      copyOf: { environment: 'harbour-rail/qa' },
      data: { databaseGiB: 1 },
    });
    const { status, body } = await world.propose('ann', theirs);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toMatch(/would not fit|GiB/);
    expect(
      (await world.propose('mia', { ...theirs, dryRun: true })).status,
    ).toBe(400);
  });

  it('of tier 1 needs the approvals of tier 1, whatever its own tier asks', async () => {
    const body = copy({ copyOf: { environment: 'harbour-civil/staging' } });
    const { approvalsNeeded } = await world.proposed('ann', body);
    expect(approvalsNeeded).toBe(2);
    const own = await world.proposed('ann', copy());
    expect(own.approvalsNeeded).toBeLessThan(2);
  });

  it('takes nothing into the hands of another tenant', async () => {
    const { status } = await world.propose(
      'rail',
      copy({}, 'harbour-rail/dev'),
    );
    expect(status).toBe(403);
  });
  it('ends when who asked for it may no longer propose for the source', async () => {
    const change = await world.proposed('ann', copy());
    world.people.revoke('user:default/ann', 'propose');
    const { timeline } = await world.until(change, 'failed');
    expect(JSON.stringify(timeline)).toContain(
      'user:default/ann may no longer propose changes of harbour-civil/qa',
    );
  });
});
