import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { Check } from './check';
import { checkPolicies } from './checkPolicies';

const POLICIES = resolve(__dirname, '../../../../plugins/odoo-policy/policies');
const SAMPLES = resolve(POLICIES, '../samples');

/** Of every sample that brings none of its own. */
const NAMESPACE = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'odoo-harbour-civil-production',
    labels: {
      'plumbline.dev/managed': 'true',
      'plumbline.dev/stage': 'production',
      'plumbline.dev/tier': '1',
      'plumbline.dev/network-policy': 'default-deny',
      'pod-security.kubernetes.io/enforce': 'restricted',
    },
  },
};

async function run(...args: string[]) {
  const printed: string[] = [];
  const notes: string[] = [];
  const code = await checkPolicies(args, {
    result: text => printed.push(text),
    note: text => notes.push(text),
  });
  return { code, text: printed.join('\n'), notes };
}

async function json(...args: string[]) {
  const { code, text } = await run(...args, '--json');
  return { code, checks: JSON.parse(text) as Check[] };
}

const samples = readdirSync(SAMPLES).flatMap(policy =>
  readdirSync(join(SAMPLES, policy)).map(file => ({ policy, file })),
);

describe('check-policies', () => {
  const root = mkdtempSync(join(tmpdir(), 'check-policies-'));
  const namespace = join(root, 'namespace.json');
  writeFileSync(namespace, JSON.stringify(NAMESPACE));
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(samples)('judges $policy/$file as it is named', async row => {
    const sample = join(SAMPLES, row.policy, row.file);
    const bringsIt = readFileSync(sample, 'utf8').includes(
      `kind: Namespace\nmetadata:\n  name: ${NAMESPACE.metadata.name}\n`,
    );
    const { checks } = await json(
      ...['--policies', POLICIES, sample],
      ...(bringsIt ? [] : [namespace]),
    );
    const bad = checks.filter(
      ({ policy, verdict }) => policy === row.policy && verdict === 'fail',
    );
    // In a file nothing is a controller's, and nothing is being deleted.
    // Nor has it been anything else before, and nobody is known to write it.
    const harmless = /-updated-|by-the-freezer/.test(row.file);
    const excused = /by-a-controller|being-deleted|not-matched-changed/.test(
      row.file,
    );
    expect(bad.length > 0).toBe(
      (row.file.startsWith('fail-') && !harmless) || excused,
    );
    const isOf = ({ policy }: Check) => policy !== '-';
    expect(
      checks.filter(({ verdict }) => verdict === 'error').filter(isOf),
    ).toEqual([]);
  });

  describe('with files of its own', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'check-policies-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const policy = (expression: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: limits }
spec:
  paramKind: { apiVersion: plumbline.dev/v1, kind: Limits }
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }
  validations:
    - { expression: ${JSON.stringify(expression)}, message: too many }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: limits }
spec:
  policyName: limits
  validationActions: [Deny]
  paramRef: { name: limits, parameterNotFoundAction: Deny }
  matchResources: { namespaceSelector: { matchLabels: { odoo: 'yes' } } }
`;
    const params = (most: number) =>
      `{ apiVersion: plumbline.dev/v1, kind: Limits, metadata: { name: limits }, most: ${most} }`;
    const manifest = `
apiVersion: v1
kind: Namespace
metadata: { name: civil, labels: { odoo: 'yes' } }
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: civil }, data: { a: '1', b: '2' } }
  - { apiVersion: v1, kind: Secret, metadata: { name: b, namespace: civil } }
`;
    const RULE = 'size(object.data) <= params.most';

    it('takes parameters from the folder and from --params, the Namespace from the manifests', async () => {
      file('policy.yaml', policy(RULE));
      const objects = file('manifest.txt', manifest);
      const limits = file('limits.txt', params(1));
      const { code, checks } = await json(
        ...['--policies', folder, '--params', limits],
        objects,
      );
      expect(code).toBe(1);
      expect(checks).toEqual([
        expect.objectContaining({ verdict: 'not-matched' }),
        {
          policy: 'limits',
          object: 'ConfigMap/civil/a',
          verdict: 'fail',
          message: 'too many',
        },
        expect.objectContaining({
          object: 'Secret/civil/b',
          verdict: 'not-matched',
        }),
      ]);
      file('limits.yaml', params(2));
      const wider = await json('--policies', folder, objects);
      expect(wider.code).toBe(0);
      expect(wider.checks[1].verdict).toBe('pass');

      const verdictWith = async (path: string) =>
        (await json('--policies', folder, '--params', path, objects)).checks[1]
          .verdict;
      expect(await verdictWith(join(folder, 'limits.yaml'))).toBe('pass');
      expect(await verdictWith(limits)).toBe('fail');
      const misplaced = await json(
        ...['--policies', folder, '--params', join(folder, 'policy.yaml')],
        objects,
      );
      expect(misplaced.checks[0].message).toContain('is no parameter');
    });

    it('ends with 1 and one line each for what it cannot evaluate', async () => {
      file('policy.yaml', policy('object.data.frobnicate()'));
      file('limits.yaml', params(1));
      const { code, text } = await run(
        ...['--policies', folder],
        file('manifest.txt', `${manifest}---\nkind: [`),
      );
      expect(code).toBe(1);
      expect(text).toMatch(
        /^error +limits ConfigMap\/civil\/a: .*policy\.yaml:\d+: spec\.validations\.0\.expression: compilation failed: .*frobnicate/m,
      );
      expect(text).toMatch(/^error +- .*manifest\.txt:\d+: /m);
    });

    describe('a pod that kubectl would apply', () => {
      const pod = (hostNetwork: string) => `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: odoo-harbour-civil-production }
spec: { hostNetwork: ${hostNetwork}, containers: [] }
`;
      const judged = (...manifests: string[]) =>
        run(...['--policies', POLICIES, namespace], ...manifests);

      it('is judged in a list within a list', async () => {
        const list = (items: string) =>
          `{"apiVersion":"v1","kind":"List","metadata":{},"items":[${items}]}`;
        const inner = JSON.stringify({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'a', namespace: 'odoo-harbour-civil-production' },
          spec: { hostNetwork: true, containers: [] },
        });
        const { code, text } = await judged(
          file('list.json', list(list(inner))),
        );
        expect(code).toBe(1);
        expect(text).toMatch(
          /fail.*Pod\/odoo-harbour-civil-production\/a|Pod\/odoo-harbour-civil-production\/a.*fail/,
        );
      });

      it('is judged in the items of what is no list, which is itself a problem', async () => {
        const smuggled = pod('true').trim().split('\n').join('\n    ');
        const config = `apiVersion: v1
kind: ConfigMap
metadata: { name: x, namespace: odoo-harbour-civil-production }
items:
  - 
    ${smuggled}
`;
        const { code, text } = await judged(file('config.yaml', config));
        expect(code).toBe(1);
        expect(text).toMatch(
          /^fail +no-privileged-containers +Pod\/odoo-harbour-civil-production\/a/m,
        );
        expect(text).toMatch(
          /config\.yaml:1: .*kubectl applies the items of this ConfigMap/,
        );
      });

      it('is judged behind a link, and a link that leads nowhere is said', async () => {
        const elsewhere = join(folder, 'elsewhere');
        const manifests = join(folder, 'manifests');
        mkdirSync(elsewhere);
        mkdirSync(manifests);
        writeFileSync(join(elsewhere, 'pod.yaml'), pod('true'));
        symlinkSync(join(elsewhere, 'pod.yaml'), join(manifests, 'pod.yaml'));
        expect((await judged(manifests)).code).toBe(1);

        rmSync(join(elsewhere, 'pod.yaml'));
        const dangling = await judged(manifests);
        expect(dangling.code).toBe(2);
        expect(dangling.notes.join('\n')).toMatch(/leads nowhere/);
      });

      it('has no boolean that only kubectl takes for one', async () => {
        const { code, text } = await judged(file('pod.yaml', pod('yes')));
        expect(code).toBe(1);
        expect(text).toMatch(/pod\.yaml:5: yes is a boolean/);
      });

      it.each([
        ['0400', 'one number to kubectl'],
        ['0o17', 'one number to kubectl'],
        ['1_000', 'one number to kubectl'],
        ['1_000.5', 'one number to kubectl'],
        ['1_0e3', 'one number to kubectl'],
        ['0x1_F', 'one number to kubectl'],
        ['-0x10', 'one number to kubectl'],
        ['0x20000000000001', 'too large to be judged exactly'],
        ['9007199254740993', 'too large to be judged exactly'],
      ])(
        'has no number that only kubectl takes for %s',
        async (number, why) => {
          const { code, text } = await judged(file('pod.yaml', pod(number)));
          expect(code).toBe(1);
          expect(text).toContain(`pod.yaml:5: ${number} is ${why}`);
        },
      );
    });

    it('names what is no object by its place, once', async () => {
      const { checks } = await json(
        ...['--policies', POLICIES],
        file('values.txt', `# of a chart\nreplicas: 3\n---\n[1]\n`),
      );
      expect(checks.map(({ policy: name, object }) => [name, object])).toEqual([
        ['-', join(folder, 'values.txt:2')],
        ['-', join(folder, 'values.txt:4')],
      ]);
    });

    it('says by which rule of which file an object could not be judged', async () => {
      file('policy.yaml', policy('size(object.data.gone) <= params.most'));
      file('limits.yaml', params(1));
      const objects = file('manifest.txt', manifest);
      const { checks } = await json('--policies', folder, objects);
      expect(checks[1]).toMatchObject({
        verdict: 'error',
        message: expect.stringMatching(
          /policy\.yaml:11: spec\.validations\.0\.expression: No such key: gone$/,
        ),
      });
    });

    it('reads standard input, as long as what a cluster of environments renders to', async () => {
      file('policy.yaml', policy(RULE));
      file('limits.yaml', params(9));
      const many = Array.from(
        { length: 1000 },
        (_, index) =>
          `{ apiVersion: v1, kind: Secret, metadata: { name: s${index}, namespace: civil } }`,
      );
      const input = Readable.from([[manifest, ...many].join('\n---\n')]);
      const stdin = jest
        .spyOn(process, 'stdin', 'get')
        .mockReturnValue(input as typeof process.stdin);
      const { code, checks } = await json('--policies', folder, '-');
      stdin.mockRestore();
      expect([code, checks.length]).toEqual([0, 1003]);
    });

    it('takes objects that no policy applies to for no consent, nor two Namespaces of one name', async () => {
      file('policy.yaml', policy(RULE));
      file('limits.yaml', params(1));
      const unlabelled = manifest.replace(", labels: { odoo: 'yes' }", '');
      const unjudged = await json(
        ...['--policies', folder],
        file('unlabelled.txt', unlabelled),
      );
      expect(unjudged.code).toBe(1);
      expect(unjudged.checks).toHaveLength(4);
      expect(unjudged.checks[0]).toEqual({
        policy: '-',
        object: '-',
        verdict: 'error',
        message: 'no policy applies to any object: nothing was checked',
      });
      // Later ones win: without its label, nothing is judged in it.
      const twice = await json(
        ...['--policies', folder],
        file('manifest.txt', manifest),
        file(
          'again.txt',
          '{ apiVersion: v1, kind: Namespace, metadata: { name: civil } }',
        ),
      );
      expect(twice.code).toBe(1);
      expect(twice.checks[0]).toEqual({
        policy: '-',
        object: 'Namespace/civil',
        verdict: 'error',
        message: 'the manifests hold two of this Namespace',
      });
    });

    it('takes an empty folder, or nothing to check, for no consent', async () => {
      const objects = file('manifest.txt', manifest);
      expect(await json('--policies', folder, objects)).toEqual({
        code: 1,
        checks: [
          {
            policy: '-',
            object: '-',
            verdict: 'error',
            message: 'no ValidatingAdmissionPolicy was found',
          },
        ],
      });
      const nothing = await json('--policies', POLICIES, file('e.txt', ''));
      expect(nothing.code).toBe(1);
    });
  });

  it.each([
    [[], '--policies DIR is needed'],
    [['--policies', POLICIES], 'at least one MANIFEST'],
    [['--policies', '/nowhere', 'x'], '/nowhere cannot be read'],
    [['--policy', POLICIES, 'x'], '--policy'],
  ])('refuses %j', async (args, message) => {
    const { code, text, notes } = await run(...args);
    expect(code).toBe(2);
    expect(text).toBe('');
    expect(notes.join()).toContain(message);
  });
});
