import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import {
  judgeProvenance,
  releaseDocumentSchema,
} from '@plumbline/plugin-odoo-common';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  ADDONS_VALUES,
  GITOPS_REPOSITORIES,
  Pipeline,
  REPO_URLS,
  makeRepository,
} from './__testUtils__/addonsRepository';
import {
  azurePipelineFaults,
  azurePipelineSchema,
} from './__testUtils__/azurePipeline';
import { startScaffolder } from './__testUtils__/startScaffolder';
import { workflowFaults } from './__testUtils__/workflowFaults';

const PIPELINES = Object.keys(REPO_URLS) as Pipeline[];
const folders = new Map<Pipeline, string>();
const folderOf = (pipeline: Pipeline) => folders.get(pipeline)!;

beforeAll(async () => {
  // Change control is not asked: nothing is proposed.
  const scaffolder = await startScaffolder('http://127.0.0.1:9');
  for (const pipeline of PIPELINES) {
    folders.set(pipeline, await makeRepository(scaffolder, pipeline));
  }
  await scaffolder.stop();
}, 60_000);
afterAll(() => {
  for (const folder of folders.values()) {
    rmSync(folder, { recursive: true, force: true });
  }
});

const filesOf = (pipeline: Pipeline) =>
  readdirSync(folderOf(pipeline), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
const textOf = (file: string) => readFileSync(file, 'utf8');
const workflows = () =>
  filesOf('github-actions').filter(file => file.includes('/workflows/'));

describe.each(PIPELINES)('a repository with %s', pipeline => {
  it('has its names filled in, the braces of others left alone, and no secret', () => {
    const settings = JSON.parse(
      textOf(join(folderOf(pipeline), 'settings.json')),
    );
    expect(settings).toMatchObject({
      series: '18.0',
      image: ADDONS_VALUES.image,
      signingKey: '',
      gitops: { repository: GITOPS_REPOSITORIES[pipeline] },
    });
    const manifest = join(
      folderOf(pipeline),
      'addons/plant_hire_base/__manifest__.py',
    );
    expect(textOf(manifest)).toContain('"version": "18.0.1.0.0"');
    for (const file of filesOf(pipeline)) {
      expect(textOf(file)).not.toMatch(/\$\{\{ *(values|secrets)\./);
    }
    const own = (name: string) => existsSync(join(folderOf(pipeline), name));
    expect([own('.github'), own('azure-pipelines.yaml')]).toEqual(
      pipeline === 'github-actions' ? [true, false] : [false, true],
    );
  });

  it('has scripts that bash and Python can read, and names no others', () => {
    const all = filesOf(pipeline);
    const scripts = all.filter(file => file.endsWith('.sh'));
    expect(scripts.length).toBeGreaterThan(8);
    for (const script of scripts) execFileSync('bash', ['-n', script]);
    for (const script of all.filter(file => file.endsWith('.py'))) {
      execFileSync('python3', [
        '-c',
        'import ast, sys; ast.parse(open(sys.argv[1]).read())',
        script,
      ]);
    }
    const named = all
      .filter(file => /\.(sh|ya?ml)$/.test(file))
      .flatMap(file => textOf(file).match(/ci\/\w+\.(sh|py)/g) ?? []);
    for (const name of new Set(named)) {
      expect(existsSync(join(folderOf(pipeline), name))).toBe(true);
    }
  });

  it('does every step of a release, in an order that proposes nothing unproven', () => {
    const file =
      pipeline === 'github-actions'
        ? '.github/workflows/release.yaml'
        : 'azure-pipelines.yaml';
    const text = textOf(join(folderOf(pipeline), file));
    const release = text.slice(text.indexOf('Build by digest'));
    const at = [
      'ci/build.sh "$VERSION"',
      'ci/check_modules.sh',
      'ci/test.sh',
      'ci/scan.sh',
      'ci/sign.sh',
      'ci/rehearse.sh',
      'ci/write_release_record.py',
      'ci/propose_release.sh',
    ].map(step => release.indexOf(step));
    expect(at).not.toContain(-1);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
  });
});

it('has GitHub workflows that GitHub takes, whose actions are pinned by commit', () => {
  expect(workflows()).toHaveLength(3);
  expect(workflowFaults(workflows())).toEqual([]);
  for (const file of workflows()) {
    for (const [, action] of textOf(file).matchAll(/uses: (\S+)/g)) {
      expect(action).toMatch(/@[0-9a-f]{40}$/);
    }
    const { permissions, jobs } = parse(textOf(file));
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values<object>(jobs)) {
      expect(job).toHaveProperty('timeout-minutes');
    }
  }
});

it('would hear of a workflow that GitHub does not take', () => {
  const file = join(folderOf('azure-pipelines'), 'broken.yaml');
  const [release] = workflows().filter(name => name.endsWith('release.yaml'));
  for (const [good, bad] of [
    ['vars.AZURE_CLIENT_ID', 'var.AZURE_CLIENT_ID'],
    ['timeout-minutes', 'timeout-minuts'],
    ['id-token: write', 'id-token: writ'],
  ]) {
    writeFileSync(file, textOf(release).replace(good, bad));
    expect(workflowFaults([file])).not.toEqual([]);
  }
  rmSync(file);
});

it('has an Azure pipeline of known parts, whose stages depend on stages that are there', () => {
  const file = join(folderOf('azure-pipelines'), 'azure-pipelines.yaml');
  const { stages, resources, variables } = azurePipelineSchema.parse(
    parse(textOf(file)),
  );
  expect(variables.rehearse).toBe('${{ parameters.rehearse }}');
  expect(stages.map(({ stage }) => stage)).toEqual([
    'check',
    'release',
    'rehearse',
  ]);
  // The token of a job opens no repository that the pipeline does not name.
  expect(resources.repositories).toEqual([
    { repository: 'gitops', type: 'git', name: 'erp/gitops' },
  ]);
  for (const { jobs } of stages) {
    for (const { steps, uses } of jobs) {
      const proposes = JSON.stringify(steps).includes('ci/propose_');
      expect(uses?.repositories).toEqual(proposes ? ['gitops'] : undefined);
    }
  }
});

it.each([
  ['a misspelt key', 'timeoutInMinutes: 60', 'timeoutInMinuts: 60'],
  ['a key of GitHub', 'displayName: Build', 'name: Build'],
  ['an unknown input', 'scriptLocation: inline', 'scriptPlace: inline'],
  ['another version of a task', 'AzureCLI@2', 'AzureCLI@20'],
  ['a stage that is not there', 'dependsOn: []', 'dependsOn: [chek]'],
  ['an unknown function', 'not(starts', 'isNot(starts'],
  ['an open parenthesis', "'refs/tags/')))", "'refs/tags/'))"],
  ['a variable of a condition', "variables['Build.S", "variables['Buid.S"],
  ['a variable of the pipeline', 'ne(variables.reh', 'ne(variables.reah'],
  ['a macro', '$(Build.BuildId)', '$(Build.Id)'],
  ['a parameter', '{{ parameters.rehearse }}', '{{ parameters.release }}'],
  ['a variable of a script', '"$BUILD_SOURCEVERSION"', '"$BUILD_COMMIT"'],
  ['what no step is given', 'bash ci/build.sh "$VERSION"', 'sh "$RELEASE"'],
])('would hear of an Azure pipeline with %s', (_, good, bad) => {
  const file = join(folderOf('azure-pipelines'), 'azure-pipelines.yaml');
  const faultsOf = (text: string) => {
    const { data, error } = azurePipelineSchema.safeParse(parse(text));
    return data ? azurePipelineFaults(data) : [String(error)];
  };
  const text = textOf(file);
  expect(faultsOf(text)).toEqual([]);
  expect(text).toContain(good);
  expect(faultsOf(text.replace(good, bad))).not.toEqual([]);
});

/** In place of a program that the scripts call. */
const tool = (folder: string, name: string, script: string) => {
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin', name), `#!/bin/bash\n${script}\n`, {
    mode: 0o755,
  });
};

const workflowSchema = z.object({
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({ uses: z.string().optional(), run: z.string().optional() }),
      ),
    }),
  ),
});

it('signs in to Azure just before whatever asks it for something after a long step', () => {
  const before = workflows().flatMap(file =>
    Object.values(workflowSchema.parse(parse(textOf(file))).jobs).flatMap(
      ({ steps }) =>
        steps.flatMap(({ run = '' }, index) =>
          /ci\/(sign|rehearse\w*|github_app_token|propose_\w+)\.sh/.test(run)
            ? [steps[index - 1].uses ?? run]
            : [],
        ),
    ),
  );
  expect(before).toHaveLength(5);
  for (const step of before) expect(step).toMatch(/^azure\/login@/);
});

describe('a build', () => {
  const folder = () => folderOf('azure-pipelines');
  const run = (command: string) =>
    spawnSync('bash', ['-c', command], {
      cwd: folder(),
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(folder(), 'bin')}:${process.env.PATH}`,
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    });
  const tag = (version: string) =>
    run(
      `git -c user.name=A -c user.email=a@example.com commit --quiet --allow-empty --message A && git tag ${version}`,
    );
  const build = (version: string) => {
    const { status, stderr } = run(`bash ci/build.sh ${version}`);
    const file = join(folder(), 'out/follows');
    return status === 0 ? textOf(file).trim() : stderr;
  };

  it('says which release it follows, of its series and not itself, and builds what is merged', () => {
    tool(folder(), 'az', '');
    tool(
      folder(),
      'docker',
      `case "$*" in
*imagetools*) exit 1 ;;
*) echo '{"containerimage.digest": "sha256:${'e'.repeat(
        64,
      )}"}' >out/build.json ;;
esac`,
    );
    const merge = () => run('git update-ref refs/remotes/origin/main HEAD');
    run('git init --quiet');
    tag('18.0-2026.10.1');
    expect(build('18.0-2026.10.1')).toMatch(/is not on main: merge first/);
    merge();
    expect(build('18.0-2026.10.1')).toBe('');
    tag('17.0-2026.10.9');
    tag('18.0-2026.11.1');
    merge();
    expect(build('18.0-2026.11.1')).toBe('18.0-2026.10.1');
    run('git rev-parse HEAD >.git/shallow');
    expect(build('18.0-2026.11.1')).toMatch(/the checkout is shallow/);
    rmSync(join(folder(), '.git'), { recursive: true });
  });
});

describe('a rehearsal', () => {
  const folder = () => folderOf('github-actions');

  /** In place of Azure, the database and Odoo, as far as the script asks them. */
  function rehearse(env: Record<string, string>) {
    const settings = JSON.parse(textOf(join(folder(), 'settings.json')));
    const rehearsal = { account: 'harbourcopies', container: 'copies' };
    mkdirSync(join(folder(), 'out'), { recursive: true });
    writeFileSync(
      join(folder(), 'settings.json'),
      JSON.stringify({ ...settings, rehearsal }),
    );
    writeFileSync(join(folder(), 'out/image'), 'image');
    writeFileSync(join(folder(), 'out/rehearsals.json'), '["of before"]');
    tool(
      folder(),
      'az',
      `echo '{"from": "18.0-2026.10.1", "copyOf": "harbour-civil/production", "copyTakenAt": "2026-11-01T20:00:00Z"}' >"\${@: -1}"`,
    );
    tool(
      folder(),
      'docker',
      `case "$*" in
*is_neutralized*) echo "$NEUTRAL" ;;
*pg_database_size*) echo 1073741824 ;;
*ir_module_module*) echo "$UNFINISHED" ;;
*"--update all"*) echo "$LOG" && exit "$STATUS" ;;
esac`,
    );
    const { status } = spawnSync('bash', ['ci/rehearse.sh'], {
      cwd: folder(),
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(folder(), 'bin')}:${process.env.PATH}`,
        NEUTRAL: '1',
        UNFINISHED: '0',
        LOG: 'odoo.modules.loading: Modules loaded.',
        STATUS: '0',
        ...env,
      },
    });
    writeFileSync(join(folder(), 'settings.json'), JSON.stringify(settings));
    const results = join(folder(), 'out/rehearsals.json');
    return {
      ended: status,
      outcomes: existsSync(results)
        ? JSON.parse(textOf(results)).map(
            ({ outcome }: { outcome: string }) => outcome,
          )
        : [],
    };
  }

  it.each<[string, Record<string, string>, number, string[]]>([
    ['that went well', {}, 0, ['passed']],
    ['whose migration failed', { STATUS: '255' }, 1, ['failed']],
    [
      'that left modules out',
      {
        LOG: "odoo.modules.loading: Some modules are not loaded, some dependencies or manifest may be missing: ['x']",
      },
      1,
      ['failed'],
    ],
    [
      'that left modules half way',
      {
        LOG: "odoo.modules.loading: Some modules have inconsistent states, some dependencies may be missing: ['x']",
      },
      1,
      ['failed'],
    ],
    ['after which modules still wait', { UNFINISHED: '2' }, 1, ['failed']],
    ['of a copy that is not neutralised', { NEUTRAL: '0' }, 1, []],
  ])('%s is written down as what it was', (_, env, ended, outcomes) => {
    expect(rehearse(env)).toEqual({ ended, outcomes });
  });
});

describe('the release record', () => {
  const folder = () => folderOf('github-actions');
  const write = (path: string, value: unknown) => {
    mkdirSync(dirname(join(folder(), path)), { recursive: true });
    writeFileSync(
      join(folder(), path),
      typeof value === 'string' ? value : JSON.stringify(value),
    );
  };
  const python = (script: string, args: string[] = [], input = '') =>
    spawnSync('python3', [`ci/${script}`, ...args], {
      cwd: folder(),
      encoding: 'utf8',
      input,
    });
  const critical = {
    VulnerabilityID: 'CVE-2026-1',
    PkgName: 'openssl',
    Severity: 'CRITICAL',
    FixedVersion: '3.5.1',
  };
  const waiver = {
    id: 'CVE-2026-1',
    package: 'openssl',
    reason: 'not reachable: "internal"',
    approver: 'user:default/asha',
    until: '2999-01-01T00:00:00Z',
  };
  const scan = (waivers: object[]) => {
    write('out/trivy.json', { Results: [{ Vulnerabilities: [critical] }] });
    write('out/waivers.json', waivers);
    return python('scan_summary.py', [
      'trivy 0.67.2',
      'out/trivy.json',
      'out/waivers.json',
    ]);
  };
  const graph = () => python('module_graph.py', ['18.0', 'addons', 'core']);
  const log = (result: string) =>
    `2026-11-02 07:40:00,1 1 INFO test odoo.tests.result: ${result} when loading database 'test'\n`;

  it('is written by the scripts as the portal reads it, and passes for what it says', () => {
    write('core/base/__manifest__.py', '{"name": "Base", "version": "1.3"}');
    write('out/digest', `sha256:${'e'.repeat(64)}\n`);
    write('out/follows', '18.0-2026.10.1\n');
    write('out/modules.json', graph().stdout);
    const tests = python(
      'test_results.py',
      [],
      log('0 failed, 0 error(s) of 12 tests'),
    );
    write('out/tests.json', tests.stdout);
    write('out/scan.json', scan([waiver]).stdout);
    write('out/sbom.json', {
      format: 'spdx-2.3',
      digest: `sha256:${'d'.repeat(64)}`,
    });
    write('out/signature.json', {
      kind: 'cosign-keyless',
      identity: 'https://github.com/harbour/odoo-addons/release.yaml@main',
      signedDigest: `sha256:${'e'.repeat(64)}`,
      verifiedAt: '2026-11-02T07:50:00Z',
    });
    write('out/rehearsals.json', [
      {
        from: '18.0-2026.10.1',
        copyOf: 'harbour-civil/production',
        copyTakenAt: '2026-11-01T20:00:00Z',
        startedAt: '2026-11-02T07:51:00Z',
        durationSeconds: 1260,
        databaseGiB: 118.4,
        outcome: 'passed',
      },
    ]);
    const written = python('write_release_record.py', [
      '18.0-2026.11.1',
      'github-actions',
      'harbour/odoo-addons',
      '4711',
      'https://github.com/harbour/odoo-addons/actions/runs/4711',
      'a'.repeat(40),
    ]);
    expect(written.stderr).toBe('');
    const release = releaseDocumentSchema.parse(parse(written.stdout));
    expect(release.spec).toMatchObject({
      edition: 'plant-hire',
      follows: '18.0-2026.10.1',
      schemaReason: 'first release',
      modules: [
        { name: 'base', version: '18.0.1.3', depends: [] },
        {
          name: 'plant_hire_base',
          version: '18.0.1.0.0',
          depends: ['base'],
        },
      ],
      evidence: {
        tests: { passed: 12, failed: 0 },
        moduleGraph: { complete: true, missing: [] },
        scan: { fixableCriticals: [{ waiver: { reason: waiver.reason } }] },
        rehearsals: [{ durationSeconds: 1260 }],
      },
    });
    const now = new Date();
    const run = { readAt: now.toISOString(), disagreements: [] };
    expect(judgeProvenance(release, { now, run }).verdict).toBe('pass');
  });

  it('is not written while a step left nothing', () => {
    rmSync(join(folder(), 'out/signature.json'), { force: true });
    const { status, stdout } = python('write_release_record.py', [
      '18.0-2026.11.1',
      'github-actions',
      'harbour/odoo-addons',
      '4711',
      'https://github.com/harbour/odoo-addons/actions/runs/4711',
      'a'.repeat(40),
    ]);
    expect([status, stdout]).toEqual([1, '']);
  });

  it('names what no module of the image is', () => {
    write('core/base/__manifest__.py', '{"name": "Base"}');
    write(
      'addons/plant_hire_rates/__manifest__.py',
      '{"name": "Rates", "depends": ["plant_hire_base", "account_accountant"]}',
    );
    expect(JSON.parse(graph().stdout).moduleGraph).toMatchObject({
      complete: false,
      missing: ['account_accountant'],
    });
    rmSync(join(folder(), 'addons/plant_hire_rates'), { recursive: true });
  });

  it.each([
    [
      'fails',
      log('1 failed, 2 error(s) of 12 tests'),
      { passed: 9, failed: 3 },
    ],
    [
      'adds up the runs',
      log('0 failed, 0 error(s) of 12 tests') +
        log('0 failed, 1 error(s) of 3 tests'),
      { passed: 14, failed: 1 },
    ],
    ['no test ran', log('0 failed, 0 error(s) of 0 tests'), undefined],
    ['nothing was said', 'odoo: Modules loaded.\n', undefined],
  ])('counts tests: %s', (_, text, counts) => {
    const { status, stdout } = python('test_results.py', [], text);
    expect(status === 0 ? JSON.parse(stdout) : undefined).toEqual(counts);
  });

  it.each([
    ['nobody waived', [], 1],
    ['somebody waived', [waiver], 0],
    [
      'was waived until a day that is over',
      [{ ...waiver, until: '2020-01-01T00:00:00Z' }],
      1,
    ],
    ['was waived in another package', [{ ...waiver, package: 'zlib' }], 1],
  ])('ends at a fixable critical that %s', (_, waivers, status) => {
    expect(scan(waivers).status).toBe(status);
  });
});

it.each([
  [
    'a version of another series',
    '17.0-2026.11.1',
    undefined,
    /no version of series 18\.0/,
  ],
  ['what is no version', '18.0-$(id)', undefined, /no version of series/],
  [
    'a base image by tag',
    '18.0-2026.11.1',
    'docker.io/library/odoo:18.0',
    /not pinned by its digest/,
  ],
])('refuses to build %s', (_, version, baseImage, refusal) => {
  const cwd = folderOf('azure-pipelines');
  const file = join(cwd, 'settings.json');
  const settings = textOf(file);
  if (baseImage) {
    writeFileSync(file, JSON.stringify({ ...JSON.parse(settings), baseImage }));
  }
  const { status, stderr } = spawnSync('bash', ['ci/build.sh', version], {
    cwd,
    encoding: 'utf8',
  });
  writeFileSync(file, settings);
  expect(status).toBe(1);
  expect(stderr).toMatch(refusal);
});
