import { spawnSync } from 'node:child_process';
import type { KubernetesObject } from './store';
import { startTestCluster, type TestCluster } from './testing/testCluster';
import { until } from './testing/until';

const found = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!found) {
  process.stderr.write('skipped: kubectl is not on the PATH\n');
}

const DEPLOYMENT = { group: 'apps', kind: 'Deployment' };
const POD = { group: '', kind: 'Pod' };

function manifest(image: string, replicas: number, extra = ''): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default, labels: { app: web } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: "${image}", ports: [{ containerPort: 8069 }] }
${extra}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: db, namespace: default }
spec: { instances: 2, storage: { size: 10Gi } }
`;
}

const SIDECAR = '        - { name: side, image: "proxy:1" }';

(found ? describe : describe.skip)('kubectl', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startTestCluster({
      podLog: ({ pod, container }) => `first\nlast of ${pod}/${container}\n`,
    });
  }, 60_000);
  afterAll(() => cluster?.close());

  /** The output of a command that must succeed. */
  async function kubectl(line: string, input?: string): Promise<string> {
    const { ok, text } = await cluster.kubectl(line.split(' '), input);
    if (!ok) throw new Error(`kubectl ${line}: ${text}`);
    return text;
  }

  async function refused(line: string, input?: string): Promise<string> {
    const { ok, text } = await cluster.kubectl(line.split(' '), input);
    expect(ok).toBe(false);
    return text;
  }

  function web(): KubernetesObject {
    return cluster.store.get(DEPLOYMENT, 'default', 'web')!;
  }

  function images(): string[] {
    const spec = JSON.parse(JSON.stringify(web().spec));
    return spec.template.spec.containers.map(
      (container: { image: string }) => container.image,
    );
  }

  it('applies, and removes what is no longer applied', async () => {
    expect(
      await kubectl('apply -f -', manifest('odoo:18', 2, SIDECAR)),
    ).toContain(
      'deployment.apps/web created\ncluster.postgresql.cnpg.io/db created',
    );
    expect(
      await kubectl('apply -f -', manifest('odoo:18', 2, SIDECAR)),
    ).toContain('deployment.apps/web unchanged');
    await kubectl('apply -f -', manifest('odoo:19', 2));
    expect(images()).toEqual(['odoo:19']);
    expect(web().metadata.generation).toBe(2);
    expect(await kubectl('diff -f -', manifest('odoo:19', 2))).toBe('');
    const before = cluster.store.revision();
    await kubectl('apply --dry-run=server -f -', manifest('odoo:20', 2));
    expect(cluster.store.revision()).toBe(before);
  }, 60_000);

  it('patches, scales, labels and sets images', async () => {
    await kubectl('scale deployment web --replicas=3');
    await kubectl('set image deployment/web web=odoo:19.1');
    await kubectl('label deployment web tier=gold');
    await kubectl('annotate deployment web note=why');
    await kubectl(
      'patch deployment web --type=json -p [{"op":"add","path":"/spec/minReadySeconds","value":5}]',
    );
    await kubectl(
      'patch deployment web -p {"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"A","value":"1"}]}]}}}}',
    );
    await kubectl('rollout restart deployment/web');
    expect(web().spec).toMatchObject({ replicas: 3, minReadySeconds: 5 });
    expect(web().metadata).toMatchObject({
      labels: { app: 'web', tier: 'gold' },
      annotations: { note: 'why' },
    });
    expect(images()).toEqual(['odoo:19.1']);

    await kubectl(
      'patch clusters.postgresql.cnpg.io db --type=merge -p {"spec":{"instances":3}}',
    );
    expect(
      await refused(
        'patch clusters.postgresql.cnpg.io db -p {"spec":{"instances":3}}',
      ),
    ).toContain('strategic-merge-patch+json is not supported');
    expect(
      await refused(
        'patch deployment web -p {"spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}}}}}',
      ),
    ).toContain('field is immutable');
    await kubectl(
      'patch deployment web --subresource=status --type=merge -p {"status":{"readyReplicas":3,"updatedReplicas":3,"availableReplicas":3,"replicas":3,"observedGeneration":99}}',
    );
    expect(
      await kubectl('rollout status deployment/web --timeout=5s'),
    ).toContain('successfully rolled out');
  }, 60_000);

  it('applies on the server and keeps owners apart', async () => {
    const applied = 'apply --server-side --field-manager=gitops -f -';
    const conflict = await refused(applied, manifest('odoo:20', 3));
    expect(conflict).toContain(
      '.spec.template.spec.containers[name="web"].image',
    );
    await kubectl(`${applied} --force-conflicts`, manifest('odoo:20', 3));
    expect(images()).toEqual(['odoo:20']);
    await kubectl('scale deployment web --replicas=5');
    expect(await refused(applied, manifest('odoo:20', 3))).toContain(
      'conflict with "kubectl": .spec.replicas',
    );
    await kubectl(applied, manifest('odoo:20', 5, SIDECAR));
    expect(images()).toEqual(['odoo:20', 'proxy:1']);
    await kubectl(applied, manifest('odoo:20', 5));
    expect(images()).toEqual(['odoo:20']);
    expect(web().metadata.labels?.tier).toBe('gold');
  }, 60_000);

  it('prints tables, selects, describes and shows logs', async () => {
    expect(await kubectl('get deployment web -o wide')).toMatch(
      /NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR\nweb +3\/5 +3 +3 +\d+s +web +odoo:20 +app=web/,
    );
    await kubectl('run one --image=odoo:20 --labels=app=web,slot=1');
    await kubectl('run two --image=odoo:20 --labels=app=web,slot=2');
    expect(await kubectl('get pods -l app=web,slot!=2 -o name')).toBe(
      'pod/one\n',
    );
    expect(await kubectl('get pods -A --chunk-size=1 -o name')).toBe(
      'pod/one\npod/two\n',
    );
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'one.1', namespace: 'default' },
      involvedObject: {
        apiVersion: 'v1',
        kind: 'Pod',
        name: 'one',
        namespace: 'default',
        uid: cluster.store.get(POD, 'default', 'one')?.metadata.uid,
      },
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      type: 'Warning',
      source: { component: 'kubelet' },
    });
    expect(await kubectl('describe pod one')).toMatch(/Warning +BackOff/);
    expect(await kubectl('events --for pod/one')).toContain('BackOff');
    expect(await kubectl('describe deployment web')).toContain('5 desired');
    expect(await kubectl('logs one')).toBe('first\nlast of one/one\n');
    expect(await kubectl('logs one --tail=1')).toBe('last of one/one\n');
    expect(await kubectl('get clusters.postgresql.cnpg.io -o json')).toContain(
      '"instances": 2',
    );
    expect(await kubectl('api-resources --api-group=argoproj.io')).toMatch(
      /applications +app,apps +argoproj.io\/v1alpha1 +true +Application/,
    );
  }, 60_000);

  it('watches, waits and deletes', async () => {
    const watching = cluster.follow(['get', 'pods', '-w']);
    const waiting = kubectl('wait --for=condition=Ready pod/one --timeout=15s');
    await until(() => watching.text.includes('two'));
    const pod = cluster.store.get(POD, 'default', 'one')!;
    cluster.store.updateStatus({
      ...pod,
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [{ name: 'one', ready: true, restartCount: 0 }],
      },
    });
    expect(await waiting).toContain('condition met');
    await until(() => /one +1\/1 +Running/.test(watching.text));

    expect(await kubectl('delete pod one')).toContain('deleted');
    expect(await kubectl('delete deployments --all')).toContain(
      'deployment.apps "web" deleted',
    );
    expect(await refused('get deployment web')).toContain(
      'deployments.apps "web" not found',
    );
  }, 60_000);

  it('creates by typed commands and answers who may do what', async () => {
    await kubectl('create namespace acme');
    await kubectl('create configmap settings -n acme --from-literal=a=b');
    const settings = cluster.store.get(
      { group: '', kind: 'ConfigMap' },
      'acme',
      'settings',
    );
    expect(settings?.data).toEqual({ a: 'b' });
    await kubectl('delete namespace acme');
    expect(await refused('get namespace acme')).toContain('not found');
    expect(await kubectl('auth can-i delete pods')).toBe('yes\n');
    expect(await refused('--context viewer auth can-i delete pods')).toMatch(
      /^no/,
    );
    expect(await kubectl('--context viewer auth whoami')).toMatch(/viewer/);
    expect(await refused('--context viewer get secrets')).toContain(
      'cannot list resource "secrets"',
    );
  }, 60_000);
});
