import { startTestCluster, type TestCluster } from '../testing/testCluster';

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

const policy = (expression: string, more: Record<string, unknown> = {}) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'limits' },
  spec: {
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: ['', 'apps'],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE', 'DELETE'],
          resources: ['configmaps', 'deployments'],
        },
      ],
    },
    validations: [{ expression, message: 'too much', ...more }],
  },
});

const binding = (action: string, more: Record<string, unknown> = {}) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'limits-everywhere' },
  spec: { policyName: 'limits', validationActions: [action], ...more },
});

const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

const deployment = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
});

const SMALL = "object.kind != 'ConfigMap' || size(object.data) < 2";
const LARGE = { a: '1', b: '2' };

describe('admission', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await startTestCluster();
  });
  afterEach(() => cluster.close());

  const send = async (path: string, body: unknown, method = 'POST') => {
    const patch = 'application/apply-patch+yaml';
    const answer = await cluster.call(path, {
      method,
      body,
      headers: method === 'PATCH' ? { 'content-type': patch } : {},
    });
    return { ...answer, body: JSON.parse(answer.text) };
  };
  const put = async (...objects: { kind: string }[]) => {
    for (const object of objects) {
      const plural = object.kind.toLowerCase().replace(/y$/, 'ie');
      const answer = await send(`${ADMISSION}/${plural}s`, object);
      expect(answer.status).toBe(201);
    }
  };

  it('answers what the API server answers, whoever writes', async () => {
    await put(policy(SMALL), binding('Deny'));
    const why =
      "ValidatingAdmissionPolicy 'limits' with binding 'limits-everywhere' denied request: too much";
    const denied = await send(CONFIG_MAPS, configMap('c', LARGE));
    expect(denied.status).toBe(422);
    expect(denied.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code: 422,
      reason: 'Invalid',
      message: `configmaps "c" is forbidden: ${why}`,
      details: { name: 'c', kind: 'configmaps', causes: [{ message: why }] },
    });
    expect(() => cluster.store.create(configMap('c', LARGE))).toThrow(why);
    expect((await send(CONFIG_MAPS, configMap('c', {}))).status).toBe(201);
    const larger = [
      await send(`${CONFIG_MAPS}/c`, configMap('c', LARGE), 'PUT'),
      await send(
        `${CONFIG_MAPS}/c?fieldManager=me&dryRun=All`,
        configMap('c', LARGE),
        'PATCH',
      ),
    ];
    expect(larger.map(({ status }) => status)).toEqual([422, 422]);
  });

  it('gives the reason that the validation names, and knows who asks', async () => {
    await put(
      policy("'ops' in request.userInfo.groups", { reason: 'Forbidden' }),
      binding('Deny'),
    );
    const own = await send(CONFIG_MAPS, configMap('c', {}));
    expect(own.status).toBe(201);
    await send(
      `${ADMISSION}/validatingadmissionpolicies/limits`,
      policy("request.userInfo.username == 'somebody'", {
        reason: 'Forbidden',
      }),
      'PUT',
    );
    const others = await send(CONFIG_MAPS, configMap('d', {}));
    expect([others.status, others.body.reason]).toEqual([403, 'Forbidden']);
    const kept = await send(`${CONFIG_MAPS}/c`, undefined, 'DELETE');
    expect(kept.status).toBe(403);
  });

  it.each([
    ['Warn', true],
    ['Audit', false],
  ])('lets the object in under %s', async (action, warns) => {
    await put(policy(SMALL), binding(action));
    const { status, headers } = await send(CONFIG_MAPS, configMap('c', LARGE));
    expect(status).toBe(201);
    expect(headers.warning).toBe(
      warns
        ? `299 - "Validation failed for ValidatingAdmissionPolicy 'limits' with binding 'limits-everywhere': too much"`
        : undefined,
    );
  });

  it('does nothing without a binding, and stops when the binding goes', async () => {
    await put(policy(SMALL));
    expect((await send(CONFIG_MAPS, configMap('a', LARGE))).status).toBe(201);
    await put(binding('Deny'));
    expect((await send(CONFIG_MAPS, configMap('b', LARGE))).status).toBe(422);
    await send(
      `${ADMISSION}/validatingadmissionpolicybindings/limits-everywhere`,
      undefined,
      'DELETE',
    );
    expect((await send(CONFIG_MAPS, configMap('b', LARGE))).status).toBe(201);
  });

  it('reads parameters and the labels of the namespace as they are at that moment', async () => {
    const limited = policy(
      "object.metadata.name == 'limit' || size(object.data) <= int(params.data.most)",
    );
    const [creations] = limited.spec.matchConstraints.resourceRules;
    creations.operations = ['CREATE', 'UPDATE'];
    Object.assign(limited.spec, {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    });
    const paramRef = {
      name: 'limit',
      namespace: 'default',
      parameterNotFoundAction: 'Deny',
    };
    const matchResources = {
      namespaceSelector: { matchLabels: { limited: 'yes' } },
    };
    await put(limited, binding('Deny', { paramRef, matchResources }));
    const first = await send(CONFIG_MAPS, configMap('a', LARGE));
    expect(first.status).toBe(201);

    const limit = configMap('limit', { most: '1' });
    await send(CONFIG_MAPS, limit);
    await send(
      '/api/v1/namespaces/default?fieldManager=me',
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'default', labels: { limited: 'yes' } },
      },
      'PATCH',
    );
    const second = await send(CONFIG_MAPS, configMap('b', LARGE));
    expect(second.status).toBe(422);
    await send(
      `${CONFIG_MAPS}/limit`,
      configMap('limit', { most: '2' }),
      'PUT',
    );
    const third = await send(CONFIG_MAPS, configMap('b', LARGE));
    expect(third.status).toBe(201);
    await send(`${CONFIG_MAPS}/limit`, undefined, 'DELETE');
    const missing = await send(CONFIG_MAPS, configMap('c', {}));
    expect(missing.body.message).toContain("finds no ConfigMap 'limit'");
  });

  it('leaves subresources alone', async () => {
    await send(DEPLOYMENTS, deployment(1));
    await put(
      policy("object.kind != 'Deployment' || object.spec.replicas < 2"),
      binding('Deny'),
    );
    const whole = await send(`${DEPLOYMENTS}/web`, deployment(3), 'PUT');
    expect(whole.status).toBe(422);
    const scale = { spec: { replicas: 3 } };
    const scaled = await send(`${DEPLOYMENTS}/web/scale`, scale, 'PUT');
    expect(scaled.status).toBe(200);
    const status = { ...deployment(3), status: { readyReplicas: 3 } };
    const told = await send(`${DEPLOYMENTS}/web/status`, status, 'PUT');
    expect(told.status).toBe(200);
  });

  it('keeps no policy that does not compile, and none can forbid to mend it', async () => {
    const broken = await send(
      `${ADMISSION}/validatingadmissionpolicies`,
      policy('object.frobnicate()'),
    );
    expect(broken.body).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: expect.stringContaining('spec.validations.0.expression'),
    });
    const strict = policy('false');
    const [rule] = strict.spec.matchConstraints.resourceRules;
    Object.assign(rule, { apiGroups: ['*'], resources: ['*'] });
    await put(strict, binding('Deny'));
    const mended = await send(
      `${ADMISSION}/validatingadmissionpolicies/limits`,
      policy('true'),
      'PUT',
    );
    expect(mended.status).toBe(200);
  });
});
