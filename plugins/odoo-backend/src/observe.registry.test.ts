import {
  NORTH,
  NORTH_QA,
  ObserveHalf,
  WEST,
  fleet,
  names,
  north,
  west,
} from './__testUtils__/ObserveHalf';
import { testDatabases } from './__testUtils__/databases';
import { later } from './__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observe half on %s: the registry',
  engine => {
    const half = ObserveHalf.use(databases, engine);

    it('follows Git: malformed, edited by hand, mended, removed', async () => {
      const file = `environments/${NORTH}/environment.yaml`;
      await half.odoo.collect(north, west, 'git:registry');
      expect((await half.source('git:registry')).lastRun?.outcome).toBe('ok');

      half.remote.push({ [file]: `${fleet[file]}surprise: true\n` });
      await half.odoo.collect(north, west, 'git:registry');
      expect((await half.source('git:registry')).lastRun).toMatchObject({
        outcome: 'partial',
        problems: [{ subject: expect.stringMatching(`^${file}:\\d+$`) }],
      });
      // It still exists and is no longer looked at: critical at once, its old evidence ages; the others go on.
      expect((await half.list()).total).toBe(3);
      expect((await half.detail(NORTH)).verdict).toMatchObject({
        status: 'critical',
        decidedBy: 'goldenpath.drift',
        summary: expect.stringContaining(`malformed: ${file}`),
      });
      later(3);
      await half.odoo.collect(north, west, 'git:registry');
      later(3);
      expect(names(await half.list('?evidence=stale'))).toEqual([NORTH]);

      const manifest = Object.keys(fleet).find(path =>
        path.startsWith(`environments/${WEST}/manifests/`),
      ) as string;
      half.remote.push({ [file]: fleet[file], [manifest]: 'kind: Edited\n' });
      await half.odoo.collect(north, west, 'git:registry');
      const drift = (await half.detail(WEST)).observations.find(
        o => o.probe === 'goldenpath.drift',
      );
      expect(drift).toMatchObject({ status: 'degraded', value: 1 });
      expect(drift?.summary).toContain(`${manifest} edited`);
      expect((await half.source('git:registry')).lastRun?.outcome).toBe('ok');

      const gone = Object.keys(fleet).filter(path =>
        path.includes(`/${NORTH_QA}/`),
      );
      half.remote.push(Object.fromEntries(gone.map(path => [path, undefined])));
      await half.odoo.collect();
      expect(names(await half.list('?sort=environment'))).toEqual([
        NORTH,
        WEST,
      ]);
      expect((await half.odoo.get(`/environments/${NORTH_QA}`)).status).toBe(
        404,
      );
    });

    it('keeps what it knows while Git cannot be reached, and says so', async () => {
      await half.odoo.collect('git:registry');
      half.remote.remove();
      await half.odoo.run('registry:refresh');
      later(2);
      await half.odoo.run('collect:git:registry');
      expect((await half.list()).total).toBe(3);
      expect((await half.source('git:registry')).lastRun).toMatchObject({
        outcome: 'partial',
        problems: [{ subject: 'GitOps repository' }],
      });
      // Evidence is as old as the last fetch that worked.
      const { observations } = await half.detail(NORTH);
      expect(
        observations.find(o => o.probe === 'goldenpath.drift')?.observedAt,
      ).toBe('2026-11-23T10:00:00.000Z');
    });
  },
);
