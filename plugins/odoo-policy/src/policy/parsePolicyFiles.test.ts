import { parsePolicyFiles } from './parsePolicyFiles';

function parse(content: string) {
  return parsePolicyFiles([{ file: 'f.yaml', content }]);
}

const policy = (
  validation: string,
  name = 'p',
) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: ${name}
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  validations:
    - ${validation}
`;
const binding = (
  policyName: string,
  more = '',
) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: b }
spec:
  policyName: ${policyName}
  validationActions: [Deny]
${more}`;

describe('policy files', () => {
  it('hold policies with the defaults of Kubernetes, bindings and parameters', () => {
    const { policies, bindings, params, errors } = parse(
      [
        policy('expression: "true"'),
        binding('p'),
        '# only a comment\n',
        'apiVersion: x.example/v1\nkind: Limit\nmetadata: { name: l }\nmax: 3\n',
      ].join('---\n'),
    );
    expect(errors).toEqual([]);
    expect(policies[0].spec.failurePolicy).toBe('Fail');
    expect(policies[0].spec.matchConstraints.matchPolicy).toBe('Equivalent');
    expect(bindings[0].spec.policyName).toBe('p');
    expect(params[0]).toMatchObject({ kind: 'Limit', max: 3 });
  });

  it.each([
    [
      'an unknown field',
      policy('{ expression: "true", mesage: x }'),
      10,
      /mesage/,
    ],
    [
      'a wrong value',
      policy('{ expression: "true", reason: Nope }'),
      10,
      /Unauthorized/,
    ],
    [
      'an expression that does not compile',
      policy('expression: object.spec.nosuch('),
      10,
      /Unexpected token: EOF/,
    ],
    [
      'an unsupported API version',
      policy('expression: "true"').replace('/v1\n', '/v1beta1\n'),
      1,
      /admissionregistration.k8s.io\/v1/,
    ],
    ['a binding to nothing', binding('gone'), 5, /no policy 'gone'/],
    [
      'a reference by name and selector',
      binding(
        'p',
        '  paramRef: { name: a, selector: {}, parameterNotFoundAction: Deny }',
      ),
      7,
      /either name or selector/,
    ],
    [
      'a parameter that the policy has no kind for',
      `${policy('expression: "true"')}---\n${binding(
        'p',
        '  paramRef: { name: a, parameterNotFoundAction: Deny }',
      )}`,
      18,
      /no paramKind/,
    ],
    [
      'a parameter that is in no file',
      `${policy('expression: "true"').replace(
        'spec:',
        'spec:\n  paramKind: { apiVersion: v1, kind: ConfigMap }',
      )}---\n${binding(
        'p',
        '  paramRef: { name: git, namespace: a, parameterNotFoundAction: Deny }\n',
      )}---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: git, namespace: b } }`,
      19,
      /no ConfigMap 'a\/git', which the policy 'p' needs/,
    ],
    [
      'the same policy twice',
      `${policy('expression: "true"')}---\n${policy('expression: "true"')}`,
      12,
      /defined twice/,
    ],
    ['broken YAML', 'a: [1', 1, /Flow sequence/],
    ['a duplicate key', 'a: 1\na: 2', 2, /unique/],
    ['a tag', 'a: !!js/function "x"', 1, /tag/],
    ['a custom tag', 'a: !secret x', 1, /tag/],
    ['an alias', 'a: &x [1]\nb: *x', 2, /aliases are not allowed/],
    ['something that is no object', 'just text', 1, /object/],
  ])('with %s are reported with file and line', (_, content, line, message) => {
    const { errors } = parse(content);
    expect(errors).toContainEqual(
      expect.objectContaining({
        file: 'f.yaml',
        line,
        message: expect.stringMatching(message),
      }),
    );
  });

  it('name the place of an error in the document', () => {
    const { errors } = parse(policy('expression: object.('));
    expect(errors[0].path).toBe('spec.validations.0.expression');
  });

  it('are bounded: size, documents and alias bombs', () => {
    expect(parse('#'.repeat(512 * 1024 + 1)).errors[0].message).toMatch(
      'longer than',
    );
    expect(parse('---\na: 1\n'.repeat(300)).errors[0].message).toMatch(
      'more than 200 documents',
    );
    const bomb = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`,
    ).join('\n');
    expect(parse(bomb).errors[0].message).toBe('aliases are not allowed');
    const keys = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`);
    expect(parse(keys.join('\n')).errors.length).toBeGreaterThan(0);
    for (const opening of ['[', '{a: ', '- ', '? ']) {
      expect(parse(`a: 1\n---\n${opening.repeat(50_000)}`).errors).toEqual([
        {
          file: 'f.yaml',
          line: 2,
          message: 'the YAML is nested deeper than 100',
        },
      ]);
    }
  });
});
