import { platformSchema } from '@plumbline/plugin-odoo-common';
import { platformInputOf } from '@plumbline/plugin-odoo-common/testUtils';
import { renderFreezes } from '@plumbline/plugin-odoo-golden-path';
import { parseAllDocuments } from 'yaml';
import { freezerUser } from '../cluster/serviceAccountUser';
import type { Pod } from '../controllers';
import { createObjectStore, type NewObject } from '../kubernetes';
import { startTestCluster } from '../kubernetes/testing/testCluster';
import { FreezerPods } from './freezerPods';

const HOUR = 3_600_000;
const KIND = { group: 'kustomize.toolkit.fluxcd.io', kind: 'Kustomization' };

const platform = platformSchema.parse({
  ...platformInputOf(),
  restoreTest: {
    image: `registry.example/restore-test@sha256:${'a'.repeat(64)}`,
    storeAddresses: ['10.0.0.0/24'],
  },
});

/** The file of a cluster in which `rail` is closed. */
function rendered(): NewObject[] {
  const now = Date.now();
  const { content } = renderFreezes(
    {
      platform,
      cluster: 'aks-west-1',
      asOf: now - 24 * HOUR,
      knownUntil: now + 1000 * HOUR,
      tenants: [
        {
          tenant: 'rail',
          closed: [{ from: now - HOUR, to: now + HOUR, causes: [] }],
          environments: [{ name: 'rail-production', keeps: true }],
        },
      ],
    },
    { ...platform.clusters[0], gitops: 'flux' },
  );
  return parseAllDocuments(content).map(document => document.toJS());
}

describe('the pod that suspends Flux in a freeze', () => {
  it('runs what was rendered, and may do what its role says', async () => {
    const store = createObjectStore();
    const user = freezerUser(store, platform);
    const cluster = await startTestCluster({ store, users: [user] });
    const pods = new FreezerPods({
      accessOf: (of, name) =>
        of === store && name === user.user
          ? { url: cluster.server.url, token: user.token }
          : undefined,
      certificateAuthority: cluster.pems.cert,
      logger: { info: () => undefined, warn: () => undefined },
    });
    try {
      const namespace = platform.gitops.flux.namespace;
      const meta = { metadata: { name: namespace } };
      store.create({ apiVersion: 'v1', kind: 'Namespace', ...meta });
      for (const name of ['rail-production', 'roads-production']) {
        store.create({
          apiVersion: `${KIND.group}/v1`,
          kind: KIND.kind,
          metadata: { name, namespace },
          spec: { interval: '5m', prune: true },
        });
      }
      const objects = rendered();
      for (const object of objects) store.create(object);
      const cronJob = objects.find(
        ({ kind }) => kind === 'CronJob',
      ) as NewObject & {
        spec: { jobTemplate: { spec: { template: Pick<Pod, 'spec'> } } };
      };
      const { spec } = cronJob.spec.jobTemplate.spec.template;
      const runOnce = async (uid: string) => {
        const pod = { metadata: { uid, name: uid, namespace }, spec } as Pod;
        expect(pods.runs(pod)).toBe(true);
        let exit = pods.run(pod, spec.containers[0], 0, store);
        while (!exit) {
          await new Promise(done => setTimeout(done, 50));
          exit = pods.run(pod, spec.containers[0], 0, store);
        }
        pods.end(uid);
        const container = spec.containers[0].name;
        const log = { namespace, pod: uid, container, previous: false };
        return [exit.code, pods.log(log)];
      };
      const isSuspended = (name: string) =>
        (store.get(KIND, namespace, name) as NewObject).spec;

      expect(await runOnce('first')).toEqual([
        0,
        expect.stringMatching(/^rail-production: suspended until /),
      ]);
      expect(isSuspended('rail-production')).toMatchObject({ suspend: true });
      expect(isSuspended('roads-production')).not.toHaveProperty('suspend');

      const role = {
        group: 'rbac.authorization.k8s.io',
        kind: 'Role',
      };
      store.delete(role, namespace, 'freezes');
      const [code, log] = await runOnce('second');
      expect(code).toBe(1);
      expect(log).toContain('is forbidden');
    } finally {
      await pods.stop();
      await cluster.close();
    }
  });
});
