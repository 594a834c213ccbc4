import { mockServices } from '@backstage/backend-test-utils';
import {
  GitCliRepository,
  GitOpsRepository,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { DatabaseCommitLedger } from '../change/ledger';
import { recordCommit } from '../change/ledger/recordCommit';
import { Assessor, migrate } from '../readModel';
import { GitRemote } from '../__testUtils__/GitRemote';
import { testDatabases } from '../__testUtils__/databases';
import {
  environmentFiles,
  release,
  releaseFiles,
} from '../__testUtils__/documents';
import { platform } from '../__testUtils__/platform';
import { GitRegistry } from './GitRegistry';
import { SnapshotReader } from './SnapshotReader';

const CIVIL = 'harbour-civil/production';
const RAIL = 'harbour-rail/production';
const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('GitRegistry on %s', engine => {
  let remote: GitRemote;
  let folder: string;
  let knex: Knex;
  let replicas = 0;

  beforeEach(async () => {
    remote = new GitRemote();
    folder = mkdtempSync(join(tmpdir(), 'plumbline-clones-'));
    knex = await migrate(
      mockServices.database.mock({ getClient: () => databases.init(engine) }),
    );
    remote.push({
      ...releaseFiles,
      ...environmentFiles(CIVIL),
      ...environmentFiles(RAIL),
      'policies/digest.yaml': 'kind: ValidatingAdmissionPolicy\n',
    });
  });

  afterEach(() => {
    remote.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** One process with its own clone, over the shared database. */
  function replica() {
    const repository: GitOpsRepository = GitCliRepository.create({
      url: remote.url,
      branch: 'main',
      directory: join(folder, `clone-${replicas++}.git`),
    });
    const read = jest.spyOn(repository, 'read');
    const touched = jest.spyOn(repository, 'lastTouched');
    const registry = new GitRegistry({
      knex,
      repository,
      reader: new SnapshotReader(
        repository,
        platform,
        new DatabaseCommitLedger(knex),
      ),
      assessor: new Assessor({
        knex,
        events: mockServices.events.mock(),
        claimed: new Map(),
        risks: {
          platformTeam: 'group:default/platform-engineers',
          series: platform.series,
        },
        signals: { tell: () => {} },
      }),
      logger: mockServices.logger.mock(),
    });
    return { registry, repository, read, touched };
  }

  const stored = () => knex('environments').orderBy('ref').pluck('ref');

  it('reads everything that the repository says, and only what changed after that', async () => {
    const { registry, read, touched } = replica();
    const first = await registry.refresh();
    expect([...first.environments.keys()]).toEqual([CIVIL, RAIL]);
    expect([...first.policies]).toEqual([
      ['policies/digest.yaml', 'kind: ValidatingAdmissionPolicy\n'],
    ]);
    expect(first.errors).toEqual([]);
    expect(first.environments.get(CIVIL)?.expectation.namespace).toBe(
      'odoo-harbour-civil-production',
    );

    read.mockClear();
    touched.mockClear();
    const head = remote.push(environmentFiles(RAIL, { users: { named: 90 } }));
    const second = await registry.refresh();
    expect(read.mock.calls.flatMap(([, paths]) => paths)).toEqual([
      `environments/${RAIL}/environment.yaml`,
    ]);
    // The history before the first head is not read again.
    expect(touched.mock.calls).toEqual([[head, 'environments', 2, first.head]]);
    expect(second.environments.get(RAIL)?.revision.commit).toBe(head);
    expect(second.environments.get(CIVIL)?.revision.commit).toBe(first.head);
    expect(second.environments.get(RAIL)?.spec.users.named).toBe(90);
    expect((await registry.at(first.head)).head).toBe(first.head);
  });

  it('dates a change by its arrival: its commit is as old as its approval', async () => {
    const { registry } = replica();
    const first = await registry.refresh();
    const arrived = '2099-01-01T00:00:00.000Z';
    const commit = remote.push(
      environmentFiles(RAIL, { users: { named: 90 } }),
    );
    await recordCommit(knex, {
      commit,
      changeId: 'chg-1',
      now: new Date(arrived),
    });
    const { environments } = await registry.refresh();
    expect(environments.get(RAIL)?.revision).toEqual({ commit, at: arrived });
    expect(environments.get(CIVIL)?.revision).toEqual(
      first.environments.get(CIVIL)?.revision,
    );
  });

  it('reports a malformed file and blocks only what depends on it', async () => {
    const twin = stringify({
      ...release,
      metadata: { name: '18.0-2026.12.1' },
    });
    remote.push({
      'releases/18.0-2026.11.1.yaml': twin,
      'environments/harbour-port/qa/environment.yaml': 'a: &a [1]\nb: *a\n',
      'environments/harbour-pier/qa/environment.yaml':
        '%YAML 1.1\n---\n<<: 5\n',
      'environments/harbour-dock/qa/environment.yaml':
        environmentFiles(CIVIL)[`environments/${CIVIL}/environment.yaml`],
      'policies/huge.yaml': `# ${'x'.repeat(1024 * 1024)}\n`,
    });
    const { registry } = replica();
    const snapshot = await registry.refresh();
    expect(snapshot.environments.size).toBe(0);
    expect([...snapshot.policies.keys()]).toEqual(['policies/digest.yaml']);
    const messages = Object.fromEntries(
      snapshot.errors.map(({ file, message }) => [file, message]),
    );
    expect(messages).toMatchObject({
      'releases/18.0-2026.11.1.yaml': expect.stringContaining(
        'is 18.0-2026.12.1, the file is 18.0-2026.11.1',
      ),
      'environments/harbour-port/qa/environment.yaml':
        expect.stringContaining('is not YAML'),
      'environments/harbour-pier/qa/environment.yaml':
        '<<: is not a field of this object',
      'environments/harbour-dock/qa/environment.yaml': expect.stringContaining(
        `is ${CIVIL}, the folder is harbour-dock/qa`,
      ),
      [`environments/${CIVIL}/environment.yaml`]:
        expect.stringContaining('spec.odoo.release'),
      'policies/huge.yaml': expect.stringContaining('larger than'),
    });
  });

  it('names file, line and rule of a bad release, and blocks nothing but what runs it', async () => {
    const bad = '18.0-2026.12.1';
    const record = stringify({
      ...release,
      metadata: { name: bad },
      spec: {
        ...release.spec,
        digest: 'latest',
        evidence: { tests: { passed: 1, failed: 0, flaky: 2 } },
      },
    });
    // Every value has its form, and not all of them can be true.
    const torn = '18.0-2026.12.3';
    const contradictory = stringify({
      ...release,
      metadata: { name: torn },
      spec: {
        ...release.spec,
        follows: torn,
        modules: [
          { name: 'base', version: '18.0.1.3' },
          { name: 'base', version: '18.0.1.4' },
        ],
      },
    });
    const lineOf = (text: string, file = record) =>
      file.split('\n').findIndex(line => line.includes(text)) + 1;
    remote.push({
      [`releases/${bad}.yaml`]: record,
      'releases/18.0-2026.12.2.yaml': 'a: 1\na: 2\n',
      [`releases/${torn}.yaml`]: contradictory,
    });
    const { registry } = replica();
    const { errors, environments, releases } = await registry.refresh();
    expect(errors).toEqual([
      {
        file: `releases/${bad}.yaml`,
        line: lineOf('digest: latest'),
        message:
          'spec.digest: must be sha256: and 64 hexadecimal digits, not the name of a tag',
      },
      {
        file: `releases/${bad}.yaml`,
        line: lineOf('flaky'),
        message: 'spec.evidence.tests.flaky: is not a field of this object',
      },
      {
        file: 'releases/18.0-2026.12.2.yaml',
        line: 2,
        message: expect.stringContaining('is not YAML'),
      },
      {
        file: `releases/${torn}.yaml`,
        line: lineOf('follows:', contradictory),
        message: 'spec.follows: is this release',
      },
      {
        file: `releases/${torn}.yaml`,
        line: lineOf('18.0.1.4', contradictory) - 1,
        message: expect.stringContaining('spec.modules.1'),
      },
    ]);
    expect([...environments.keys()]).toEqual([CIVIL, RAIL]);
    expect([...releases.keys()]).toEqual([release.metadata.name]);
  });

  it('lets replicas share one head, and a late one never takes it back', async () => {
    const early = replica();
    const late = replica();
    const idle = replica();
    await early.registry.refresh();
    await idle.registry.snapshot();
    const old = await late.repository.fetch();

    const gone = Object.keys(environmentFiles(RAIL));
    const head = remote.push(
      Object.fromEntries(gone.map(path => [path, undefined])),
    );
    await early.registry.refresh();
    expect(await stored()).toEqual([CIVIL]);
    // One that never fetches by itself follows the head that is shown.
    expect((await idle.registry.snapshot()).head).toBe(head);
    // The other replica has the newer commit already, but answers with the head it fetched before.
    await late.repository.fetch();
    jest.spyOn(late.repository, 'fetch').mockResolvedValueOnce(old);
    await late.registry.refresh();
    expect(await stored()).toEqual([CIVIL]);
    expect((await late.registry.snapshot()).head).toBe(head);
  });

  it('follows a branch that somebody took back', async () => {
    const { registry } = replica();
    const { head } = await registry.refresh();
    remote.push(environmentFiles(RAIL, { users: { named: 90 } }));
    await registry.refresh();
    remote.rewind();
    expect((await registry.refresh()).head).toBe(head);
    expect((await registry.snapshot()).head).toBe(head);
  });

  it('answers from the clone while the remote is away', async () => {
    const { registry } = replica();
    const { head } = await registry.refresh();
    remote.remove();
    await expect(registry.refresh()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect((await registry.snapshot()).head).toBe(head);
    const [{ error }] = await knex('registry_state').select('error');
    expect(error).toContain('cannot be reached');
  });
});
