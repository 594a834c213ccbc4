/** @jest-environment node */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import Ajv from 'ajv';
import { RE2JS } from 're2js';
import { parseAllDocuments } from 'yaml';
import { evaluatePolicies, parsePolicyFiles } from './index';

const folder = resolve(__dirname, '../policies');
const samplesFolder = resolve(__dirname, '../samples');
const schemas = resolve(
  __dirname,
  '../../../../shared/fixtures/kubernetes/schemas/admissionregistration.k8s.io',
);

/** Of every sample that brings none of its own. */
const MANAGED_NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'odoo-harbour-civil-production',
    labels: {
      'plumbline.dev/managed': 'true',
      'plumbline.dev/stage': 'production',
      'plumbline.dev/tier': '1',
    },
  },
};

interface SampleObject {
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
}

function yamlFiles(path: string): string[] {
  return readdirSync(path)
    .filter(name => name.endsWith('.yaml'))
    .map(name => join(path, name));
}

function documents(path: string): SampleObject[] {
  return [...parseAllDocuments(readFileSync(path, 'utf8'))].map(document =>
    document.toJS(),
  );
}

const files = yamlFiles(folder).map(path => ({
  file: basename(path),
  content: readFileSync(path, 'utf8'),
}));
const set = parsePolicyFiles(files);

interface Sample {
  policy: string;
  sample: string;
  object: SampleObject;
  /** As it was before. */
  oldObject?: SampleObject;
  namespaces: readonly SampleObject[];
}

/** A Namespace beside other objects is the one that they lie in. */
function samplesOf(policy: string): Sample[] {
  return yamlFiles(join(samplesFolder, policy)).flatMap(path => {
    const all = documents(path);
    const isNamespace = ({ kind }: SampleObject) => kind === 'Namespace';
    const namespaces = all.filter(isNamespace);
    const others = all.filter(object => !isNamespace(object));
    if (/by-the-freezer|-changed-/.test(path)) {
      const [oldObject, object] = all;
      const sample = basename(path, '.yaml');
      return [{ policy, sample, object, oldObject, namespaces }];
    }
    return (others.length > 0 ? others : namespaces).map(object => ({
      policy,
      sample: basename(path, '.yaml'),
      object,
      namespaces: [MANAGED_NAMESPACE, ...namespaces],
    }));
  });
}

const CONTROLLER = 'system:serviceaccount:cnpg-system:cnpg-manager';
const FREEZER = 'system:serviceaccount:flux-system:freezes';

/** Who asks; of what comes from Git nobody is known to. */
function whoAsks(sample: string): string | undefined {
  if (sample.includes('by-the-freezer')) return FREEZER;
  return sample.includes('by-a-controller') ? CONTROLLER : undefined;
}

/** As from Git, where nobody is known to ask; the exceptions are in the name of the sample. */
function evaluateSample({
  policy,
  sample,
  object,
  oldObject: asItWas,
  namespaces,
}: Sample) {
  const username = whoAsks(sample);
  const before = [
    ...(asItWas ? [asItWas] : []),
    ...(sample.includes('being-deleted') ? [object] : []),
    ...(sample.includes('-updated-') ? [namespaces[0]] : []),
  ];
  const [oldObject] = before;
  const change = {
    object,
    oldObject,
    operation: oldObject ? ('UPDATE' as const) : ('CREATE' as const),
  };
  return evaluatePolicies({
    policies: set.policies.filter(({ metadata }) => metadata.name === policy),
    bindings: set.bindings,
    params: set.params,
    objects: [change],
    namespaces,
    userInfo: username === undefined ? undefined : { username, groups: [] },
  });
}

describe('starter policies', () => {
  const names = set.policies.map(({ metadata }) => metadata.name).sort();
  const samples = readdirSync(samplesFolder).flatMap(samplesOf);

  it('are at least twelve, each bound once, denying, and without errors', () => {
    expect(set.errors).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(12);
    expect(set.bindings.map(({ spec }) => spec.policyName).sort()).toEqual(
      names,
    );
    for (const { spec } of set.bindings) {
      expect(spec.validationActions).toContain('Deny');
    }
  });

  it.each(names)('%s has samples that pass and samples that fail', policy => {
    const own = samples.filter(sample => sample.policy === policy);
    const verdicts = own.map(({ sample }) => sample.split('-')[0]);
    expect(new Set(verdicts)).toEqual(new Set(['pass', 'fail']));
  });

  it('are all in the README, with their parameters', () => {
    const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
    const rows = readme
      .split('\n')
      .flatMap(line => line.match(/^\| `([-a-z0-9]+)` .*\| *(.*?) *\|$/) ?? [])
      .filter((_, index) => index % 3 !== 0);
    const documented = names.map(name => [
      name,
      set.bindings.find(({ spec }) => spec.policyName === name)?.spec.paramRef
        ?.name,
    ]);
    expect(rows).toEqual(
      documented.flatMap(([name, param]) => [
        name,
        param ? `\`${param}\`` : '',
      ]),
    );
  });

  it('have no samples of what is no policy', () => {
    expect(readdirSync(samplesFolder).sort()).toEqual(names);
  });

  it.each(samples.filter(({ sample }) => sample.startsWith('pass-')))(
    '$policy accepts $sample ($object.kind)',
    sample => {
      const exempt = /being-deleted|created-by|not-matched/.test(sample.sample);
      expect(evaluateSample(sample)).toEqual([
        expect.objectContaining({
          verdict: exempt ? 'not-matched' : 'pass',
          message: '',
        }),
      ]);
    },
  );

  it.each(samples.filter(({ sample }) => sample.startsWith('fail-')))(
    '$policy refuses $sample',
    sample => {
      const results = evaluateSample(sample);
      expect(new Set(results.map(({ verdict }) => verdict))).toEqual(
        new Set(['fail']),
      );
      expect(results[0].message).not.toContain('messageExpression');
    },
  );

  it.each(set.policies)(
    '$metadata.name has a failing sample for every validation',
    ({ metadata, spec }) => {
      const failed = samples
        .filter(({ policy }) => policy === metadata.name)
        .flatMap(evaluateSample)
        .flatMap(({ verdict, expression }) =>
          verdict === 'fail' ? [expression] : [],
        );
      const validations = spec.validations.map(({ expression }) => expression);
      expect([...new Set(failed)].sort()).toEqual([...validations].sort());
    },
  );

  it('refuse everything when their parameters are gone', () => {
    // What judges every write of a cluster would stop the cluster, and its own way back.
    const parametrised = set.policies.filter(
      ({ metadata, spec }) =>
        spec.paramKind && metadata.name !== 'roots-apply-entries',
    );
    expect(parametrised.length).toBeGreaterThan(0);
    for (const policy of parametrised) {
      const { object } = samples.find(
        each => each.policy === policy.metadata.name,
      )!;
      const results = evaluatePolicies({
        policies: [policy],
        bindings: set.bindings,
        params: [],
        objects: [{ object, operation: 'CREATE' }],
        namespaces: [MANAGED_NAMESPACE],
      });
      expect(results.map(({ verdict }) => verdict)).toEqual(['error']);
    }
  });

  it('stop no other write for a key that is missing in the ConfigMap gitops, its own repair least', () => {
    const gitops = set.params.find(
      ({ metadata }) => metadata.name === 'gitops',
    )!;
    const verdictWith = (data: object | undefined) =>
      evaluatePolicies({
        policies: set.policies.filter(
          ({ metadata }) => metadata.name === 'roots-apply-entries',
        ),
        bindings: set.bindings,
        params: [{ ...gitops, data }],
        objects: [{ object: gitops, operation: 'CREATE' }],
        namespaces: [],
      })[0].verdict;
    expect([{ namespaces: 'argocd' }, {}, undefined].map(verdictWith)).toEqual(
      Array(3).fill('not-matched'),
    );
  });

  it('leave other namespaces alone', () => {
    const unmanaged = <T extends SampleObject>(namespace: T) => ({
      ...namespace,
      metadata: { ...namespace.metadata, labels: {} },
    });
    const everywhere = [
      'freezer-only-suspends',
      'namespaces-stay-managed',
      'roots-apply-entries',
    ];
    const bound = samples.filter(({ policy }) => !everywhere.includes(policy));
    const verdicts = bound.flatMap(({ policy, sample, object, namespaces }) =>
      evaluateSample({
        policy,
        sample,
        object: object.kind === 'Namespace' ? unmanaged(object) : object,
        namespaces: namespaces.map(unmanaged),
      }).map(({ verdict }) => verdict),
    );
    expect(new Set(verdicts)).toEqual(new Set(['not-matched']));
  });

  it('lets Flux apply environments by the accounts for that alone, where there are such', () => {
    const verdictBy = (serviceAccountName: string | undefined) =>
      evaluatePolicies({
        policies: set.policies.filter(
          ({ metadata }) => metadata.name === 'roots-apply-entries',
        ),
        bindings: set.bindings,
        params: set.params.map(param =>
          param.metadata.name === 'gitops'
            ? {
                ...param,
                data: { ...(param.data as object), accounts: 'environments' },
              }
            : param,
        ),
        objects: [
          {
            object: {
              apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
              kind: 'Kustomization',
              metadata: {
                name: 'harbour-civil-production',
                namespace: 'flux-system',
                labels: { 'kustomize.toolkit.fluxcd.io/name': 'root' },
              },
              spec: {
                sourceRef: { kind: 'GitRepository', name: 'gitops' },
                serviceAccountName,
              },
            },
            operation: 'CREATE',
          },
        ],
        namespaces: [],
      })[0].verdict;
    expect(
      ['environments', 'kustomize-controller', undefined].map(verdictBy),
    ).toEqual(['pass', 'fail', 'fail']);
  });

  it('have the shape that the API server accepts', () => {
    if (!existsSync(schemas)) {
      process.stdout.write('skipped: the published schemas are not present\n');
      return;
    }
    const ajv = new Ajv({
      strict: false,
      // The only formats are those of metadata that the server fills in.
      validateFormats: false,
      code: { regExp: Object.assign(re2, { code: 're2' }) },
    });
    const validate = (name: string) =>
      ajv.compile(JSON.parse(readFileSync(join(schemas, name), 'utf8')));
    const validators = new Map([
      [
        'ValidatingAdmissionPolicy',
        validate('validatingadmissionpolicy_v1.json'),
      ],
      [
        'ValidatingAdmissionPolicyBinding',
        validate('validatingadmissionpolicybinding_v1.json'),
      ],
    ]);
    for (const { content } of files) {
      for (const document of parseAllDocuments(content)) {
        const object: { kind: string } = document.toJS();
        const accepts = validators.get(object.kind);
        // Parameters are ConfigMaps and their Namespace.
        if (!accepts) continue;
        accepts(object);
        expect(accepts.errors ?? []).toEqual([]);
      }
    }
  });
});

function re2(pattern: string) {
  const compiled = RE2JS.compile(pattern);
  return { test: (text: string) => compiled.matcher(text).find() };
}
