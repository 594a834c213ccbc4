/** @jest-environment node */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import Ajv from 'ajv';
import { RE2JS } from 're2js';
import { parseAllDocuments } from 'yaml';
import { evaluatePolicies, parsePolicyFiles } from './index';

const folder = resolve(__dirname, '../policies');
const schemas = resolve(
  __dirname,
  '../../../../shared/fixtures/kubernetes/schemas/admissionregistration.k8s.io',
);

const MANAGED_NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'odoo-harbour-civil-production',
    labels: { 'plumbline.dev/managed': 'true' },
  },
};

function yamlFiles(path: string): string[] {
  return readdirSync(path)
    .filter(name => name.endsWith('.yaml'))
    .map(name => join(path, name));
}

function documents(path: string): unknown[] {
  return [...parseAllDocuments(readFileSync(path, 'utf8'))].map(document =>
    document.toJS(),
  );
}

const files = yamlFiles(folder).map(path => ({
  file: basename(path),
  content: readFileSync(path, 'utf8'),
}));
const set = parsePolicyFiles(files);

function evaluateSample(
  policy: string,
  object: unknown,
  namespace: unknown = MANAGED_NAMESPACE,
) {
  return evaluatePolicies({
    policies: set.policies.filter(({ metadata }) => metadata.name === policy),
    bindings: set.bindings,
    params: set.params,
    objects: [{ object, operation: 'CREATE' }],
    namespaces: [namespace],
  });
}

describe('starter policies', () => {
  it('are four, each bound, and without errors', () => {
    expect(set.errors).toEqual([]);
    const names = set.policies.map(({ metadata }) => metadata.name);
    expect(names.sort()).toEqual([
      'images-by-digest',
      'no-privileged-containers',
      'resources-and-labels',
      'tls-only',
    ]);
    expect(set.bindings.map(({ spec }) => spec.policyName).sort()).toEqual(
      names,
    );
  });

  const policies = readdirSync(join(folder, 'samples'));
  const samples = policies.flatMap(policy =>
    yamlFiles(join(folder, 'samples', policy)).flatMap(path =>
      documents(path).map(object => ({
        policy,
        sample: basename(path, '.yaml'),
        object,
      })),
    ),
  );

  it.each(samples.filter(({ sample }) => sample.startsWith('pass-')))(
    '$policy accepts $sample',
    ({ policy, sample, object }) => {
      const exempt = /being-deleted|created-by/.test(sample);
      expect(evaluateSample(policy, object)).toEqual([
        expect.objectContaining({
          verdict: exempt ? 'not-matched' : 'pass',
          message: '',
        }),
      ]);
    },
  );

  it.each(samples.filter(({ sample }) => sample.startsWith('fail-')))(
    '$policy refuses $sample',
    ({ policy, object }) => {
      const results = evaluateSample(policy, object);
      expect(new Set(results.map(({ verdict }) => verdict))).toEqual(
        new Set(['fail']),
      );
      expect(results[0].message).not.toContain('messageExpression');
    },
  );

  it('have a failing sample for every validation', () => {
    for (const { metadata, spec } of set.policies) {
      const failed = samples
        .filter(({ policy }) => policy === metadata.name)
        .flatMap(({ object }) => evaluateSample(metadata.name, object))
        .flatMap(({ verdict, expression }) =>
          verdict === 'fail' ? [expression] : [],
        );
      const validations = spec.validations.map(({ expression }) => expression);
      expect([...new Set(failed)].sort()).toEqual(validations.sort());
    }
  });

  it('leave other namespaces alone', () => {
    const unmanaged = {
      ...MANAGED_NAMESPACE,
      metadata: { ...MANAGED_NAMESPACE.metadata, labels: {} },
    };
    const verdicts = samples.flatMap(({ policy, object }) =>
      evaluateSample(policy, object, unmanaged).map(({ verdict }) => verdict),
    );
    expect(new Set(verdicts)).toEqual(new Set(['not-matched']));
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
    const validators = {
      ValidatingAdmissionPolicy: validate('validatingadmissionpolicy_v1.json'),
      ValidatingAdmissionPolicyBinding: validate(
        'validatingadmissionpolicybinding_v1.json',
      ),
    };
    for (const { content } of files) {
      for (const document of parseAllDocuments(content)) {
        const object: { kind: keyof typeof validators } = document.toJS();
        const accepts = validators[object.kind];
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
