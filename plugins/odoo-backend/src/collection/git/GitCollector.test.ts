import { ServiceUnavailableError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import { platformSchema } from '@plumbline/plugin-odoo-common';
import { GitCliRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assessor, migrate } from '../../readModel';
import {
  Adoption,
  CommitLedger,
  GitRegistry,
  SettlingMerge,
  SnapshotReader,
} from '../../registry';
import { GitRemote } from '../../__testUtils__/GitRemote';
import { testDatabases } from '../../__testUtils__/databases';
import {
  environmentFiles,
  payrollAt,
  releaseFiles,
} from '../../__testUtils__/documents';
import { platform, platformInput } from '../../__testUtils__/platform';
import { GitCollector } from './GitCollector';
import { unledgeredCommits } from './unledgeredCommits';

const CIVIL = 'harbour-civil/production';
const RAIL = 'harbour-rail/production';
const databases = testDatabases();
jest.setTimeout(60_000);

const floored = platformSchema.parse({
  ...platformInput,
  autoscaling: { calendarFloors: { kinds: ['payroll'] } },
});

describe('GitCollector', () => {
  let remote: GitRemote;
  let clone: string;
  let collect: () => Promise<Map<string, string>>;
  const known = new Set<string>();
  const notSettling = new Set<string>();
  let baseline: string | undefined;
  let problems: string[];
  let restart: () => void;
  let pastOf: (environment: string) => Promise<string[]>;
  let current: string;
  let settling: SettlingMerge[];
  let adoptions: Adoption[];
  let knex: Knex;

  beforeEach(async () => {
    remote = new GitRemote();
    clone = mkdtempSync(join(tmpdir(), 'plumbline-clone-'));
    baseline = remote.push({
      ...releaseFiles,
      ...environmentFiles(CIVIL),
      ...environmentFiles(RAIL),
    });
    known.clear();
    notSettling.clear();
    settling = [];
    adoptions = [];
    current = platform.goldenPath;
    const ledger: CommitLedger = {
      isKnown: async commits =>
        new Set(commits.filter(commit => known.has(commit))),
      notSettling: async () => notSettling,
      recordedAt: async () => new Map(),
      settling: async () => settling,
      adoptions: async () => adoptions,
      baseline: async () => baseline,
    };
    knex = await migrate(
      mockServices.database.mock({
        getClient: () => databases.init('SQLITE_3'),
      }),
    );
    const repository = GitCliRepository.create({
      url: remote.url,
      branch: 'main',
      directory: join(clone, 'gitops.git'),
    });
    const registry = new GitRegistry({
      knex,
      repository,
      reader: new SnapshotReader(repository, floored, ledger),
      assessor: new Assessor({
        knex,
        events: mockServices.events.mock(),
        claimed: new Map(GitCollector.probes.map(probe => [probe, 'git'])),
        risks: {
          platformTeam: 'group:default/platform-engineers',
          series: platform.series,
        },
        signals: { tell: () => {} },
      }),
      logger: mockServices.logger.mock(),
    });
    let collector: GitCollector;
    restart = () => {
      collector = new GitCollector({
        frequencySeconds: 30,
        goldenPath: current,
        knex,
        registry,
        repository,
        ledger,
      });
    };
    restart();
    pastOf = async environment => {
      await registry.refresh();
      const past = await unledgeredCommits({ knex, repository, ledger }).of(
        environment,
        await registry.snapshot(),
      );
      return past?.commits.map(({ commit }) => commit) ?? [];
    };
    collect = async () => {
      await registry.refresh();
      const [scope] = await collector.scopes();
      const collection = await collector.collect(scope, {
        now: new Date(),
        signal: new AbortController().signal,
      });
      problems = collection.problems.map(({ message }) => message);
      return new Map(
        collection.observations.map(
          ({ environment, probe, status, summary }) => [
            `${environment.tenant} ${probe}`,
            `${status}: ${summary}`,
          ],
        ),
      );
    };
  });

  afterEach(() => {
    remote.remove();
    rmSync(clone, { recursive: true, force: true });
  });

  it('counts everything up to the baseline as known', async () => {
    const observed = await collect();
    expect(observed.get('harbour-civil commit.unledgered')).toMatch(/^ok/);
    expect(observed.get('harbour-rail commit.unledgered')).toMatch(/^ok/);
  });

  it('says nothing about commits while there is no baseline', async () => {
    baseline = undefined;
    const observed = await collect();
    expect(observed.has('harbour-civil commit.unledgered')).toBe(false);
    expect(observed.get('harbour-civil goldenpath.drift')).toMatch(/^ok/);
  });

  it('does not vouch for a history that was rewritten', async () => {
    baseline = 'f'.repeat(40);
    const observed = await collect();
    expect(observed.has('harbour-civil commit.unledgered')).toBe(false);
    expect(observed.get('harbour-civil goldenpath.drift')).toMatch(/^ok/);
    expect(problems).toEqual([expect.stringContaining('was rewritten')]);
    // Nor is a change worked out by what was known of the other history.
    await expect(pastOf(CIVIL)).rejects.toThrow(ServiceUnavailableError);
  });

  it("does not take what a host makes of a governed commit for somebody else's while it is not entered", async () => {
    const path = (ref: string) => `environments/${ref}/manifests/extra.yaml`;
    const since = (minutes: number) => [
      {
        change: 'c-1',
        environment: CIVIL,
        since: new Date(Date.now() - minutes * 60_000).toISOString(),
      },
    ];
    const extra = 'kind: ConfigMap\n';
    settling = since(1);
    const merge = remote.push({ [path(CIVIL)]: extra });
    const other = remote.push({ [path(RAIL)]: extra });
    const observed = await collect();
    expect(observed.has('harbour-civil commit.unledgered')).toBe(false);
    // One change that waits hides nothing of the others.
    expect(observed.get('harbour-rail commit.unledgered')).toMatch(/^critical/);
    // Nor from a change of theirs that is worked out meanwhile.
    expect(await pastOf(RAIL)).toEqual([other]);
    expect(await pastOf(CIVIL)).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(/asked .* to merge change c-1 of harbour-civil/),
    ]);

    settling = since(11);
    const overdue = await collect();
    expect(overdue.get('harbour-civil commit.unledgered')).toMatch(/^critical/);
    expect(await pastOf(CIVIL)).toEqual([merge]);

    known.add(merge);
    settling = [];
    const settled = await collect();
    expect(settled.get('harbour-civil commit.unledgered')).toMatch(/^ok/);
    expect(settled.get('harbour-rail commit.unledgered')).toMatch(/^critical/);
    expect(problems).toEqual([]);
  });

  it('names author and files of a commit outside change control, until a governed one settles it', async () => {
    const manifests = `environments/${CIVIL}/manifests`;
    const commit = remote.push(
      { [`${manifests}/extra.yaml`]: 'kind: ConfigMap\n' },
      // A forged trailer proves nothing: the ledger decides.
      {
        subject: 'Quick fix\n\nPlumbline-Change: 1',
        author: 'Mallory <mallory@x.example>',
      },
    );
    const observed = await collect();
    const critical = observed.get('harbour-civil commit.unledgered');
    expect(critical).toMatch(/^critical/);
    expect(critical).toContain(
      `${commit.slice(
        0,
        10,
      )} by Mallory <mallory@x.example> (${manifests}/extra.yaml)`,
    );
    expect(observed.get('harbour-rail commit.unledgered')).toMatch(/^ok/);
    expect(observed.get('harbour-civil goldenpath.drift')).toBe(
      `degraded: Differs from golden path ${platform.goldenPath}: ${manifests}/extra.yaml unexpected`,
    );

    known.add(remote.push({ [`${manifests}/extra.yaml`]: undefined }));
    const settled = await collect();
    expect(settled.get('harbour-civil commit.unledgered')).toMatch(/^ok/);
    expect(settled.get('harbour-civil goldenpath.drift')).toMatch(/^ok/);
  });

  it('keeps what was pushed before a governed commit that renders nothing anew', async () => {
    const manifests = `environments/${CIVIL}/manifests`;
    remote.push({ [`${manifests}/extra.yaml`]: 'kind: ConfigMap\n' });
    // As the two commits of a decommission that was cancelled.
    const namespace = remote.show(`${manifests}/00-namespace.yaml`);
    for (const content of [undefined, namespace]) {
      const own = remote.push({ [`${manifests}/00-namespace.yaml`]: content });
      known.add(own);
      notSettling.add(own);
    }
    expect((await collect()).get('harbour-civil commit.unledgered')).toMatch(
      /^critical: .*extra\.yaml/,
    );
  });

  it('names who made the file of an environment unreadable', async () => {
    remote.push(
      { [`environments/${CIVIL}/environment.yaml`]: 'spec: [' },
      { author: 'Mallory <mallory@x.example>' },
    );
    const observed = await collect();
    expect(observed.get('harbour-civil commit.unledgered')).toMatch(
      /^critical: .*Mallory/,
    );
    expect(observed.get('harbour-civil goldenpath.drift')).toMatch(
      /^critical: Its file in Git is malformed: environments/,
    );
    expect(observed.get('harbour-rail commit.unledgered')).toMatch(/^ok/);
  });

  it('forgets what was taken back by hand, and reports what governs all', async () => {
    const file = `environments/${CIVIL}/manifests/extra.yaml`;
    remote.push({ [file]: 'kind: ConfigMap\n' });
    remote.push({ [file]: undefined });
    expect((await collect()).get('harbour-civil commit.unledgered')).toBe(
      'ok: Nothing here was changed outside change control',
    );
    expect(problems).toEqual([]);

    remote.push(
      { 'policies/extra.yaml': 'kind: ConfigMap\n', 'releases/x.txt': 'x' },
      { author: 'Mallory <mallory@x.example>' },
    );
    await collect();
    expect(problems).toContainEqual(
      expect.stringMatching(
        /outside change control.*Mallory.*\(policies\/extra.yaml\)/,
      ),
    );
  });

  it('keeps seeing an entry in the wrong cluster after a governed change of its environment', async () => {
    const stray = 'clusters/aks-other-9/harbour-rail-production.yaml';
    const odd = `environments/${RAIL}/manifests/a"b\n.yaml`;
    remote.push({ [stray]: 'kind: Application\n', [odd]: 'kind: Pod\n' });
    const observed = await collect();
    const commits = observed.get('harbour-rail commit.unledgered');
    expect(commits).toMatch(/^critical/);
    expect(commits).toContain(stray);
    expect(commits).toContain('a"b\uFFFD.yaml');

    known.add(remote.push({ [odd]: undefined }));
    const settled = await collect();
    expect(settled.get('harbour-rail goldenpath.drift')).toContain(
      `${stray} unexpected`,
    );
  });

  it('reads the history from where it was left, also after a restart, and finds the same', async () => {
    const file = (name: string) => `environments/${CIVIL}/manifests/${name}`;
    const civil = async () =>
      (await collect()).get('harbour-civil commit.unledgered');
    const log = jest.spyOn(GitCliRepository.prototype, 'log');
    const first = remote.push({ [file('a.yaml')]: 'kind: A\n' });
    expect(await civil()).toContain(file('a.yaml'));
    remote.push({ [file('b.yaml')]: 'kind: B\n' });
    restart();
    const both = await civil();
    expect(both).toContain(file('a.yaml'));
    expect(both).toContain(file('b.yaml'));
    expect(log).toHaveBeenLastCalledWith(expect.anything(), { since: first });

    log.mockClear();
    await civil();
    expect(log).not.toHaveBeenCalled();

    // Another environment: what belongs to whom is told anew, from the beginning.
    known.add(remote.push(environmentFiles('harbour-quay/production')));
    expect(await civil()).toBe(both);
    expect(log).toHaveBeenLastCalledWith(expect.anything(), {
      since: baseline,
    });

    known.add(remote.push({ [file('a.yaml')]: undefined }));
    expect(await civil()).toMatch(/^ok/);
    remote.push({ [file('c.yaml')]: 'kind: C\n' });
    const after = await civil();
    expect(after).toContain(file('c.yaml'));
    expect(after).not.toContain(file('b.yaml'));
    log.mockRestore();
  });

  it('compares with the last governed commit, also one that was read before', async () => {
    const file = `environments/${CIVIL}/manifests/extra.yaml`;
    const civil = async () =>
      (await collect()).get('harbour-civil commit.unledgered');
    await collect();
    known.add(remote.push({ [file]: 'kind: Governed\n' }));
    expect(await civil()).toMatch(/^ok/);
    // As `git revert` of it: all is as it was at the baseline, and not as it was changed.
    remote.push({ [file]: undefined });
    expect(await civil()).toMatch(/^critical: .*extra\.yaml/);
    restart();
    remote.push({ [file]: 'kind: Edited\n' });
    expect(await civil()).toMatch(/^critical/);
    remote.push({ [file]: 'kind: Governed\n' });
    expect(await civil()).toMatch(/^ok/);
  });

  it('takes what was adopted for one environment to be adopted for that one alone, and what is pushed after it for new', async () => {
    const path = (ref: string) => `environments/${ref}/manifests/extra.yaml`;
    const extra = 'kind: ConfigMap\n';
    const status = async (name: string) =>
      (await collect()).get(`harbour-${name} commit.unledgered`);
    const both = remote.push({
      [path(CIVIL)]: extra,
      [path(RAIL)]: extra,
      'policies/extra.yaml': extra,
    });
    expect(await status('civil')).toMatch(/^critical/);
    const adoption = remote.push({ 'releases/x.txt': 'x' });
    known.add(adoption);
    await collect();
    // Entered a moment after its commit was seen.
    adoptions = [{ environment: CIVIL, commit: both, adoption }];
    expect(await status('civil')).toMatch(/^ok/);
    expect(await status('rail')).toContain(both.slice(0, 10));
    expect(problems.join()).toContain('policies/extra.yaml');

    // As it was before the adoption: nobody has agreed to that since.
    remote.push({ [path(CIVIL)]: undefined });
    expect(await status('civil')).toMatch(/^critical/);
    remote.push({ [path(CIVIL)]: extra });
    expect(await status('civil')).toMatch(/^ok/);
  });

  it('reads the whole history again when the position does not name the governed commits', async () => {
    const file = `environments/${CIVIL}/manifests/extra.yaml`;
    const civil = async () =>
      (await collect()).get('harbour-civil commit.unledgered');
    known.add(remote.push({ [file]: 'kind: Governed\n' }));
    await collect();
    // As the release before wrote it.
    const { document } = await knex('commit_position').first();
    const { settled, ...former } = JSON.parse(document);
    expect(settled).toBeDefined();
    await knex('commit_position').update({ document: JSON.stringify(former) });
    remote.push({ [file]: undefined });
    expect(await civil()).toMatch(/^critical: .*extra\.yaml/);
  });

  describe('of an older golden path', () => {
    const QUAY = 'harbour-quay/production';
    const namespace = `environments/${QUAY}/manifests/00-namespace.yaml`;
    const drift = async () =>
      (await collect()).get('harbour-quay goldenpath.drift');

    beforeEach(() => {
      const files = environmentFiles(QUAY, { goldenPath: '0.9' });
      // As the version before rendered it: something that today's does differently.
      files[namespace] = `${files[namespace]}# 0.9\n`;
      const commit = remote.push(files);
      known.add(commit);
    });

    it('is behind while nobody but change control touched it, and drifted when somebody did', async () => {
      expect(await drift()).toMatch(
        /^ok: As golden path 0\.9 left it; the upgrade to .* touches 1 files/,
      );
      remote.push({ [namespace]: 'kind: Namespace\n' });
      expect(await drift()).toMatch(
        /^degraded: Differs from golden path 0\.9: .*00-namespace\.yaml edited/,
      );
    });

    it('vouches for nothing without a ledger', async () => {
      baseline = undefined;
      expect(await drift()).toMatch(/^unknown: .*cannot be told/);
    });
  });

  it("sees a change to the cluster's entry, and a rendered file that is gone", async () => {
    const entry = 'clusters/aks-north-1/harbour-rail-production.yaml';
    remote.push({ [entry]: undefined });
    const observed = await collect();
    expect(observed.get('harbour-rail commit.unledgered')).toContain(entry);
    expect(observed.get('harbour-rail goldenpath.drift')).toContain(
      `${entry} missing`,
    );
    expect(observed.get('harbour-civil commit.unledgered')).toMatch(/^ok/);
  });

  describe('with floors by calendars', () => {
    const file = 'calendars/harbour-civil.ics';
    const autoscaling = `environments/${CIVIL}/manifests/82-autoscaling.yaml`;
    const drift = async () =>
      (await collect()).get('harbour-civil goldenpath.drift');

    const floor = {
      timeZone: 'Europe/Dublin',
      start: '30 17 * * 4',
      end: '0 22 * * 4',
    };

    it('sees what a changed calendar asks for in the environments that name it, until a change brings it', async () => {
      remote.push({ [file]: payrollAt('18') });
      expect(await drift()).toBe(
        `degraded: Differs from golden path ${platform.goldenPath}: ${autoscaling} edited`,
      );
      expect((await collect()).get('harbour-rail goldenpath.drift')).toMatch(
        /^ok/,
      );
      remote.push(environmentFiles(CIVIL, {}, [floor]));
      expect(await drift()).toMatch(/^ok/);
      remote.push({ [file]: payrollAt('17') });
      expect(await drift()).toMatch(/^degraded/);
    });

    it('tells nothing of the floors while a calendar cannot be read, and the rest as ever', async () => {
      const namespace = `environments/${CIVIL}/manifests/00-namespace.yaml`;
      remote.push({
        ...environmentFiles(CIVIL, {}, [floor]),
        [file]: payrollAt('18').replace('TZID', 'X-TZID'),
      });
      expect(await drift()).toMatch(
        /^unknown: Whether its autoscaling floors are those of its calendars cannot be told: calendars\/harbour-civil\.ics:\d+ cannot be read$/,
      );
      remote.push({ [namespace]: 'kind: Namespace\n' });
      expect(await drift()).toMatch(/^degraded: .*00-namespace\.yaml edited$/);
    });
  });
});
