import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FreezesInput,
  renderFreezes,
} from '@plumbline/plugin-odoo-golden-path';
import { platformSchema } from '@plumbline/plugin-odoo-common';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parseAllDocuments } from 'yaml';
import type { Kustomization } from './shapes';
import {
  startTestCluster,
  type TestCluster,
} from '../../kubernetes/testing/testCluster';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KIND = { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' };
const MARK = 'plumbline.dev/frozen-until';

const platform = platformSchema.parse({
  ...platformInputOf(),
  restoreTest: {
    image: `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
    storeAddresses: ['10.0.0.0/24'],
  },
});
type Tenant = FreezesInput['tenants'][number];

/** The program of the CronJob as it is rendered, run by Node.js against a cluster's API. */
describe('what suspends Flux in a freeze', () => {
  let cluster: TestCluster;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-freezes-'));
    cluster = await startTestCluster();
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'flux-system' },
    });
  });
  afterEach(async () => {
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  const create = (name: string, spec: object = {}) =>
    cluster.store.create({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace: 'flux-system' },
      spec: {
        interval: '5m',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'gitops' },
        ...spec,
      },
    });
  const found = (name: string) =>
    cluster.store.get(KIND, 'flux-system', name) as unknown as Kustomization;
  const suspended = (name: string) => found(name).spec.suspend ?? false;

  async function run(
    tenants: (Omit<Tenant, 'environments'> & {
      environments?: Tenant['environments'];
    })[],
    knownUntil = Date.now() + 90 * 24 * HOUR,
  ): Promise<{ ok: boolean; text: string }> {
    const { content } = renderFreezes(
      {
        platform,
        cluster: 'aks-west-1',
        asOf: Date.now() - 48 * HOUR,
        knownUntil,
        tenants: tenants.map(each => ({
          environments: [{ name: `${each.tenant}-production`, keeps: true }],
          ...each,
        })),
      },
      { ...platform.clusters[0], gitops: 'flux' },
    );
    const { data } = parseAllDocuments(content)
      .map(document => document.toJS())
      .find(({ kind }) => kind === 'ConfigMap');
    const program = join(folder, 'freezer.mjs');
    await writeFile(program, data['freezer.mjs']);
    await writeFile(join(folder, 'freezes.json'), data['freezes.json']);
    await writeFile(join(folder, 'token'), 'admin-token\n');
    await writeFile(join(folder, 'ca.crt'), cluster.pems.cert);
    return new Promise(resolve => {
      execFile(
        process.execPath,
        [program],
        {
          env: {
            KUBERNETES_API: cluster.server.url,
            TOKEN_FILE: join(folder, 'token'),
            FREEZES: join(folder, 'freezes.json'),
            FLUX_NAMESPACE: 'flux-system',
            NODE_EXTRA_CA_CERTS: join(folder, 'ca.crt'),
          },
        },
        (error, stdout, stderr) =>
          resolve({ ok: !error, text: `${stdout}${stderr}` }),
      );
    });
  }

  const closed = (from: number, to: number) => [
    { from: Date.now() + from, to: Date.now() + to, causes: [] },
  ];

  it('closes from shortly before a freeze to its end and stagger, and opens what it closed itself', async () => {
    create('rail-production');
    expect(
      await run([{ tenant: 'rail', closed: closed(HOUR, 2 * HOUR) }]),
    ).toEqual({ ok: true, text: '' });
    expect(suspended('rail-production')).toBe(false);

    const begins = closed(MINUTE, HOUR);
    await run([{ tenant: 'rail', closed: begins }]);
    expect(suspended('rail-production')).toBe(true);
    const { resourceVersion } = found('rail-production').metadata;
    await run([{ tenant: 'rail', closed: begins }]);
    expect(found('rail-production').metadata.resourceVersion).toBe(
      resourceVersion,
    );

    await run([{ tenant: 'rail', closed: closed(-HOUR, -31 * MINUTE) }]);
    expect(suspended('rail-production')).toBe(false);
    expect(
      found('rail-production').metadata.annotations ?? {},
    ).not.toHaveProperty([MARK]);
  });

  it('closes what nobody knows, and lets pass by name and for a time alone', async () => {
    for (const name of ['rail', 'mines', 'homes', 'roads']) {
      create(`${name}-production`);
    }
    create('roads-dev');
    const all = closed(-HOUR, HOUR);
    const { ok } = await run([
      { tenant: 'rail' },
      {
        tenant: 'mines',
        closed: all,
        environments: [
          {
            name: 'mines-production',
            keeps: true,
            passesUntil: Date.now() + HOUR,
          },
          // Not there yet.
          { name: 'mines-qa', keeps: true },
        ],
      },
      {
        tenant: 'homes',
        closed: all,
        environments: [
          {
            name: 'homes-production',
            keeps: true,
            passesUntil: Date.now() - 1,
          },
        ],
      },
      {
        tenant: 'roads',
        closed: all,
        environments: [
          { name: 'roads-production', keeps: true },
          { name: 'roads-dev', keeps: false },
        ],
      },
    ]);
    expect(ok).toBe(true);
    const state = [
      'rail-production',
      'mines-production',
      'homes-production',
      'roads-production',
      'roads-dev',
    ].map(name => [name, suspended(name)]);
    expect(Object.fromEntries(state)).toEqual({
      'rail-production': true,
      'mines-production': false,
      'homes-production': true,
      'roads-production': true,
      'roads-dev': false,
    });
    // A file that nobody has renewed closes.
    await run([{ tenant: 'mines', closed: [] }], Date.now() - MINUTE);
    expect(suspended('mines-production')).toBe(true);
  });

  it('leaves alone what somebody has suspended by hand, before a freeze and after it', async () => {
    create('rail-production', { suspend: true });
    await run([{ tenant: 'rail', closed: closed(-HOUR, HOUR) }]);
    await run([{ tenant: 'rail', closed: [] }]);
    expect(suspended('rail-production')).toBe(true);
  });

  it('goes on with the others when one cannot be written, and fails', async () => {
    create('rail-production');
    create('roads-production');
    cluster.inject(({ method, path }) =>
      method === 'PATCH' && path.includes('rail-production')
        ? { status: { code: 500, reason: 'InternalError' } }
        : undefined,
    );
    const all = closed(-HOUR, HOUR);
    const { ok, text } = await run([
      { tenant: 'rail', closed: all },
      { tenant: 'roads', closed: all },
    ]);
    expect(ok).toBe(false);
    expect(text).toContain('rail-production: Error: 500');
    expect(suspended('rail-production')).toBe(false);
    expect(suspended('roads-production')).toBe(true);
  });
});
