import fc from 'fast-check';
import { parsePolicyFiles } from '../policy/parsePolicyFiles';
import { evaluatePolicies } from './evaluatePolicies';
import type { PolicyEvaluation } from './types';

interface Sources {
  /** Lines under `spec:` of the policy. */
  spec: string;
  /** Lines under `spec:` of its binding; without, there is no binding. */
  binding?: string;
  /** Further documents. */
  params?: string;
}

const MATCH = `
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: ['*'], resources: [configmaps] }`;
const DENY = '  validationActions: [Deny]';

function policySet({ spec, binding = DENY, params = '' }: Sources) {
  return parsePolicyFiles([
    {
      file: 'p.yaml',
      content: `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: p }
spec:${spec.includes('matchConstraints') ? '' : MATCH}
${spec}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: b }
spec:
  policyName: p
${binding}
---
${params}`,
    },
  ]);
}

const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'n', labels: { app: 'x' } },
  data: { key: 'value' },
};
const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'n', labels: { managed: 'true' } },
};

function evaluate(sources: Sources, more: Partial<PolicyEvaluation> = {}) {
  return evaluatePolicies({
    ...policySet(sources),
    objects: [{ object: CONFIG, operation: 'CREATE' }],
    namespaces: [NAMESPACE],
    ...more,
  });
}

function verdict(sources: Sources, more: Partial<PolicyEvaluation> = {}) {
  const results = evaluate(sources, more);
  expect(results).toHaveLength(1);
  return results[0];
}

const check = (expression: string, more = '') => `
  validations:
    - expression: ${JSON.stringify(expression)}
${more}`;

it.each(["request.subResource == ''", "request.requestSubResource == ''"])(
  'errs as the API server, which leaves out what is empty: %s',
  expression => {
    expect(verdict({ spec: check(expression) })).toMatchObject({
      verdict: 'error',
      message: expect.stringContaining('ubResource'),
    });
  },
);

describe('matching', () => {
  const rule = (text: string) => `
  matchConstraints:
    resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'], ${text} }]
  validations: [{ expression: 'true' }]`;

  const ruled = (resources: string) => `${MATCH.replace(
    '[configmaps]',
    resources,
  )}
  validations: [{ expression: 'true' }]`;

  it.each([
    ['wildcards', rule('scope: "*"'), 'pass'],
    ['scope', rule('scope: Cluster'), 'not-matched'],
    ['names', rule('resourceNames: [other]'), 'not-matched'],
    ['subresources as well', ruled("['configmaps/*']"), 'pass'],
    ['a subresource', ruled("['configmaps/status', pods]"), 'not-matched'],
  ])('by %s', (_, spec, expected) => {
    expect(verdict({ spec }).verdict).toBe(expected);
  });

  const constrained = (text: string) => `${MATCH}
    ${text}
  validations: [{ expression: 'true' }]`;

  it.each([
    [
      'excludeResourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }]',
      'not-matched',
    ],
    [
      'excludeResourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [configmaps] }]',
      'pass',
    ],
    ['objectSelector: { matchLabels: { app: z } }', 'not-matched'],
    [
      'objectSelector: { matchExpressions: [{ key: app, operator: In, values: [x] }] }',
      'pass',
    ],
    [
      'objectSelector: { matchExpressions: [{ key: toString, operator: Exists }] }',
      'not-matched',
    ],
    [
      'objectSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] }',
      'not-matched',
    ],
    ['namespaceSelector: { matchLabels: { managed: "true" } }', 'pass'],
    ['namespaceSelector: { matchLabels: { managed: "false" } }', 'not-matched'],
    [
      'namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: "n" } }',
      'pass',
    ],
  ])('by %s', (text, expected) => {
    expect(verdict({ spec: constrained(text) }).verdict).toBe(expected);
  });

  it('takes a namespace from the change itself, and never guesses its labels', () => {
    const spec = constrained(
      'namespaceSelector: { matchLabels: { managed: "true" } }',
    );
    const object = { object: CONFIG, operation: 'CREATE' as const };
    const namespace = { object: NAMESPACE, operation: 'CREATE' as const };
    expect(
      evaluate({ spec }, { namespaces: [], objects: [object, namespace] })[0],
    ).toMatchObject({ object: 'ConfigMap/n/c', verdict: 'pass' });
    expect(verdict({ spec }, { namespaces: [] })).toMatchObject({
      verdict: 'error',
      message: "the namespace 'n' is not known",
    });
  });

  it('finds the resources of kinds by rule or by mapping', () => {
    const spec = `
  matchConstraints:
    resourceRules: [{ apiGroups: [x.example], apiVersions: [v1], operations: [CREATE], resources: [policies, addresses, oxen] }]
  validations: [{ expression: 'true' }]`;
    const objects = ['Policy', 'Address', 'Ox'].map(kind => ({
      object: { ...CONFIG, apiVersion: 'x.example/v1', kind },
      operation: 'CREATE' as const,
    }));
    const verdicts = evaluate(
      { spec },
      {
        objects,
        resources: (_, kind) =>
          kind === 'Ox' ? { resource: 'oxen', namespaced: true } : undefined,
      },
    ).map(result => result.verdict);
    expect(verdicts).toEqual(['pass', 'pass', 'pass']);
  });
});

it('never judges policies and bindings themselves, as no cluster does', () => {
  const spec = `
  matchConstraints:
    resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }]
  validations: [{ expression: 'false' }]`;
  const [policy] = policySet({ spec }).policies;
  const objects = [{ object: policy, operation: 'UPDATE' as const }];
  expect(verdict({ spec }, { objects }).verdict).toBe('not-matched');
});

describe('validations', () => {
  it('fail with the message, its expression, or the failed expression', () => {
    const message = (more: string) =>
      verdict({ spec: check('object.data.key == "other"', more) });
    expect(message('')).toEqual({
      policy: 'p',
      object: 'ConfigMap/n/c',
      verdict: 'fail',
      message: 'failed expression: object.data.key == "other"',
      expression: 'object.data.key == "other"',
      binding: 'b',
    });
    expect(message('      message: plain').message).toBe('plain');
    expect(
      message(`      messageExpression: "'got ' + object.data.key"`).message,
    ).toBe('got value');
    expect(
      message(`      message: plain\n      messageExpression: "'a\\\\nb'"`)
        .message,
    ).toBe('plain');
    expect(
      message(`      message: plain\n      messageExpression: object.data.gone`)
        .message,
    ).toBe('plain (messageExpression: No such key: gone)');
    const long = `      messageExpression: "'x'.replace('x', '${'x'.repeat(
      5121,
    )}')"`;
    expect(message(`      message: plain\n${long}`).message).toBe('plain');
  });

  it('use lazy variables, and only those before them', () => {
    const variables = (second: string) => `
  variables:
    - { name: unused, expression: object.gone }
    - { name: first, expression: object.data.key }
    - { name: second, expression: "${second}" }
  validations: [{ expression: "variables.second == 'value!' && variables.first == 'value'" }]`;
    expect(verdict({ spec: variables("variables.first + '!'") }).verdict).toBe(
      'pass',
    );
    expect(verdict({ spec: variables('variables.later') })).toMatchObject({
      verdict: 'error',
      message:
        "spec.variables.2.expression: compilation failed: there is no variable 'later' before it",
    });
  });

  it('see the request, the namespace and the old object', () => {
    const spec = check(
      `request.operation == 'UPDATE' && request.resource.resource == 'configmaps' &&
       request.namespace == 'n' && request.name == 'c' && request.kind.kind == 'ConfigMap' &&
       namespaceObject.metadata.labels.managed == 'true' &&
       namespaceObject.metadata.labels['kubernetes.io/metadata.name'] == 'n' &&
       oldObject.data.key == 'old' && request.userInfo.username == 'jo'`.replace(
        /\s+/g,
        ' ',
      ),
    );
    const oldObject = { ...CONFIG, data: { key: 'old' } };
    const objects = [
      { object: CONFIG, oldObject, operation: 'UPDATE' as const },
    ];
    const userInfo = { username: 'jo', groups: [] };
    expect(verdict({ spec }, { objects, userInfo }).verdict).toBe('pass');
    expect(verdict({ spec }, { objects }).verdict).toBe('error');
  });

  it('see no object on DELETE', () => {
    const objects = [{ object: CONFIG, operation: 'DELETE' as const }];
    const spec = check(`object == null && oldObject.data.key == 'value'`);
    expect(verdict({ spec }, { objects }).verdict).toBe('pass');
  });
});

describe('errors', () => {
  it.each([
    ['an unknown key', 'object.gone', /No such key/],
    ['what is not a bool', 'object.data.key', /not a bool/],
    ['the wrong type', '"text"', /must evaluate to bool/],
    [
      'a syntax error',
      'object.(',
      /expression: compilation failed: Expected IDENTIFIER/,
    ],
    [
      'the authorizer',
      'authorizer.group("x").allowed()',
      /Unknown variable: authorizer/,
    ],
    ['what requests do not have', '!has(request.uid)', /undefined field 'uid'/],
    [
      'what namespaces do not show',
      'namespaceObject.?kind.hasValue() || true',
      /undefined field 'kind'/,
    ],
    [
      'an optional field of a text',
      "object.data.?key.?deeper.orValue('') == ''",
      /No such key: deeper/,
    ],
    ['params without paramKind', 'params == null', /Unknown variable: params/],
    [
      'too much work',
      `[${'1,'.repeat(99)}1].all(a, [${'1,'.repeat(99)}1].all(b, [${'1,'.repeat(
        99,
      )}1].all(c, true))) || true`,
      /costs more than/,
    ],
  ])('%s is an error, not a pass', (_, expression, message) => {
    const result = verdict({ spec: check(expression) });
    expect(result.verdict).toBe('error');
    expect(result.message).toMatch(message);
  });

  it('are ignored by failurePolicy Ignore but reported; failures are not ignored', () => {
    const ignore = '\n  failurePolicy: Ignore';
    expect(verdict({ spec: check('object.gone') + ignore })).toMatchObject({
      verdict: 'pass',
      message: 'error ignored by failurePolicy: No such key: gone',
    });
    expect(verdict({ spec: check('false') + ignore }).verdict).toBe('fail');
    expect(verdict({ spec: check('object.(') + ignore }).verdict).toBe('error');
  });

  it('that a cluster need not have are ignored by nothing: costs, parameters that a folder lacks', () => {
    const ignore = '\n  failurePolicy: Ignore';
    const audit = '  validationActions: [Audit]';
    const list = `[${'1,'.repeat(99)}1]`;
    const costly = `${list}.all(a, ${list}.all(b, ${list}.all(c, true)))`;
    const missing = `
  paramRef: { name: gone, parameterNotFoundAction: Deny }`;
    const withParams = `
  paramKind: { apiVersion: v1, kind: ConfigMap }`;
    for (const [spec, binding] of [
      [check(costly) + ignore, DENY],
      [check('true') + ignore + withParams, DENY + missing],
      [check('true') + withParams, audit + missing],
    ]) {
      expect(verdict({ spec, binding }, { paramsRequired: true }).verdict).toBe(
        'error',
      );
    }
  });

  it.each([
    `timestamp('2026-01-01T00:00:00.123456Z') < timestamp('2020-01-01T00:00:00Z')`,
    `'a'.matches('${'a'.repeat(5000)}')`,
    `'a'.matches('(?<=b)a')`,
    `'%.101f'.format([1.0]) == ''`,
    `double('0x1p-2') > 1.0`,
  ])('that only this engine has are ignored by nothing: %#', expression => {
    const ignore = '\n  failurePolicy: Ignore';
    const condition = `
  matchConditions:
    - { name: gone, expression: "object.gone" }
    - { name: c, expression: "${expression}" }`;
    for (const spec of [check(expression), check('true') + condition]) {
      expect(verdict({ spec: spec + ignore }).verdict).toBe('error');
    }
  });

  it('of an audit annotation deny, as the API server does', () => {
    const annotated = (valueExpression: string) => `${check('true')}
  auditAnnotations: [{ key: a, valueExpression: "${valueExpression}" }]`;
    expect(verdict({ spec: annotated("'said'") }).verdict).toBe('pass');
    expect(verdict({ spec: annotated('null') }).verdict).toBe('pass');
    expect(verdict({ spec: annotated('object.gone') })).toMatchObject({
      verdict: 'error',
      message: "audit annotation 'a': No such key: gone",
    });
  });

  it('all objects together may not cost more than a server can spare', () => {
    const spec = check('object.data.key.size() > 0 && object.data.key != ""');
    const objects = Array.from({ length: 50 }, (_, index) => ({
      object: {
        ...CONFIG,
        metadata: { ...CONFIG.metadata, name: `c${index}` },
      },
      operation: 'CREATE' as const,
    }));
    const verdicts = (totalCost?: number) =>
      evaluate({ spec }, { objects, totalCost }).map(each => each.verdict);
    expect(new Set(verdicts())).toEqual(new Set(['pass']));
    const stopped = verdicts(100);
    expect([stopped[0], stopped.at(-1)]).toEqual(['pass', 'error']);
  });

  it('match conditions: false skips even beside an error', () => {
    const conditions = (...expressions: string[]) => `
  matchConditions:
${expressions
  .map((e, i) => `    - { name: c${i}, expression: ${JSON.stringify(e)} }`)
  .join('\n')}
  validations: [{ expression: 'false' }]`;
    expect(
      verdict({ spec: conditions('object.gone == 1', 'false') }).verdict,
    ).toBe('not-matched');
    expect(
      verdict({ spec: conditions('object.gone == 1', 'true') }),
    ).toMatchObject({
      verdict: 'error',
      message: "match condition 'c0': No such key: gone",
    });
    expect(verdict({ spec: conditions('true') }).verdict).toBe('fail');
  });

  it('objects that are no Kubernetes objects are errors', () => {
    for (const object of [
      undefined,
      null,
      5,
      {},
      { kind: 'X' },
      { ...CONFIG, metadata: { labels: 1 } },
    ]) {
      const objects = [{ object, operation: 'CREATE' as const }];
      expect(verdict({ spec: check('true') }, { objects }).verdict).toBe(
        'error',
      );
    }
  });
});

describe('bindings', () => {
  it('without any the policy denies and the message says so', () => {
    const failed = verdict(
      { spec: check('false', '      message: never') },
      { bindings: [] },
    );
    expect(failed).toMatchObject({
      verdict: 'fail',
      message: 'never; no binding: a cluster would not enforce this policy',
    });
    expect(failed.binding).toBeUndefined();
    const passed = verdict({ spec: check('true') }, { bindings: [] });
    expect(passed).toMatchObject({
      verdict: 'pass',
      message: expect.stringContaining('no binding'),
    });
  });

  it('that only warn or audit report and do not block', () => {
    const spec = check('false', '      message: never');
    const binding = '  validationActions: [Warn, Audit]';
    expect(verdict({ spec, binding })).toMatchObject({
      verdict: 'pass',
      message: 'Warn, Audit only: never',
      warnings: [{ binding: 'b', message: 'never' }],
    });
    const audit = '  validationActions: [Audit]';
    expect(verdict({ spec, binding: audit })).not.toHaveProperty('warnings');
  });

  it('narrow the policy', () => {
    const binding = `${DENY}\n  matchResources: { namespaceSelector: { matchLabels: { managed: other } } }`;
    expect(verdict({ spec: check('false'), binding }).verdict).toBe(
      'not-matched',
    );
  });
});

describe('params', () => {
  const limit = (name: string, keys: number) => `
apiVersion: x.example/v1
kind: Limit
metadata: { name: ${name}, labels: { use: limits } }
keys: ${keys}
`;
  const spec = `
  paramKind: { apiVersion: x.example/v1, kind: Limit }
  validations: [{ expression: size(object.data) <= params.keys }]`;
  const ref = (text: string, action = 'Deny') =>
    `${DENY}\n  paramRef: { ${text}, parameterNotFoundAction: ${action} }`;

  it('are found by name', () => {
    const binding = ref('name: one');
    expect(verdict({ spec, binding, params: limit('one', 1) }).verdict).toBe(
      'pass',
    );
    expect(verdict({ spec, binding, params: limit('one', 0) }).verdict).toBe(
      'fail',
    );
  });

  it('are found by selector, and all of them must hold', () => {
    const binding = ref('selector: { matchLabels: { use: limits } }');
    const params = `${limit('one', 1)}---${limit('two', 0)}`;
    expect(verdict({ spec, binding, params }).verdict).toBe('fail');
  });

  it('that are missing err or pass as the binding says', () => {
    expect(verdict({ spec, binding: ref('name: one') })).toMatchObject({
      verdict: 'error',
      message: "the binding finds no Limit 'one'",
    });
    expect(verdict({ spec, binding: ref('name: one', 'Allow') })).toMatchObject(
      {
        verdict: 'pass',
        message: "the binding finds no Limit 'one'",
      },
    );
  });

  it('that are missing err in a folder, whatever the binding says', () => {
    const binding = ref('name: one', 'Allow');
    const results = evaluate({ spec, binding }, { paramsRequired: true });
    expect(results.map(each => each.verdict)).toEqual(['error']);
  });

  it('of another namespace are not used', () => {
    const binding = ref('name: one');
    const params = limit('one', 1).replace(
      'name: one',
      'name: one, namespace: other',
    );
    expect(verdict({ spec, binding, params }).verdict).toBe('error');
  });
});

describe('whatever comes in', () => {
  const set = policySet({
    spec: `
  matchConstraints:
    resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }]
  variables:
    - { name: items, expression: "object.spec.items.filter(i, i.matches('^(a+)+$'))" }
  validations:
    - expression: object.spec.template.spec.containers.all(c, has(c.image) && size(c.image) > 3)
    - expression: size(variables.items) == 0
    - expression: "object.metadata.?labels[?'a'].orValue('x') != object.kind"
    - expression: quantity(string(object.spec.cpu)).isLessThan(quantity('1'))`,
  });

  it('is judged without throwing, and junk never passes', () => {
    expect(set.errors).toEqual([]);
    const json = fc.jsonValue({ maxDepth: 6 });
    const almost = fc.record(
      {
        apiVersion: fc.oneof(fc.constantFrom('v1', 'apps/v1'), json),
        kind: fc.oneof(fc.constantFrom('Pod', 'Namespace'), json),
        metadata: fc.oneof(
          fc.record({ name: fc.string(), namespace: fc.string() }),
          json,
        ),
        spec: fc.oneof(
          fc.record({ items: json, template: json, cpu: json }),
          json,
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(json, almost),
        fc.option(json, { nil: undefined }),
        fc.constantFrom(
          'CREATE' as const,
          'UPDATE' as const,
          'DELETE' as const,
        ),
        (object, oldObject, operation) => {
          const results = evaluatePolicies({
            ...set,
            objects: [{ object, oldObject, operation }],
            namespaces: [object],
          });
          expect(results.length).toBeGreaterThan(0);
          expect(results.map(result => result.verdict)).not.toContain('pass');
        },
      ),
      { numRuns: 500 },
    );
  });
});
