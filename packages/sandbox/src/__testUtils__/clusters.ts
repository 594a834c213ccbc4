import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { call, until } from '../testing/callCluster';
import { commitFiles } from '../testing/commitFiles';
import { started } from './startedSandbox';

/** What its clusters answer to whom, and that they live. */
describe('clusters of the sandbox', () => {
  it('lets the log of a pod tell what happened to it', async () => {
    const [, cluster] = started.sandbox.clusters;
    const pods = '/api/v1/namespaces/odoo-harbour-tunnels-production/pods';
    const { body } = await call(
      cluster,
      cluster.portalToken,
      `${pods}?labelSelector=app.kubernetes.io/component%3Dweb`,
    );
    const [{ metadata }] = JSON.parse(body).items;
    const log = await call(
      cluster,
      cluster.portalToken,
      `${pods}/${metadata.name}/log?previous=true`,
    );
    expect(log.status).toBe(200);
    expect(log.body).toMatch(/started from .*@sha256:/);
    expect(log.body).toContain('ended with 137, OOMKilled');
  });

  it('scrapes what own databases count of the business, for as long as the world has had them', async () => {
    const { url, token } = started.sandbox.prometheus;
    const tellOf = async (weeksAgo: number) => {
      const response = await fetch(`${url}/api/v1/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams({
          query: 'cnpg_odoo_business_postings',
          time: new Date(Date.now() - weeksAgo * 7 * 86_400_000).toISOString(),
        }),
      });
      const { data } = await response.json();
      return data.result.map(
        ({ metric }: { metric: { namespace: string } }) => metric.namespace,
      );
    };
    const now = await tellOf(0);
    expect(now).toContain('odoo-harbour-civil-production');
    // What somebody made since then has no history; what the world began with has all of it, whenever that was.
    const longAgo = await tellOf(9);
    expect(longAgo).toContain('odoo-harbour-civil-production');
    expect(now).toEqual(expect.arrayContaining(longAgo));
  });

  it('serves its clusters over TLS; the portal reads all but Secrets and writes nothing', async () => {
    expect(started.sandbox.clusters.map(({ name }) => name)).toEqual([
      'aks-north-1',
      'aks-west-1',
      'aks-north-2',
    ]);
    const [cluster] = started.sandbox.clusters;
    const { portalToken, adminToken } = cluster;
    const namespace = '/api/v1/namespaces/odoo-harbour-civil-production';
    const answers = [
      await call(cluster, portalToken, `${namespace}/pods`),
      await call(
        cluster,
        portalToken,
        '/apis/argoproj.io/v1alpha1/applications',
      ),
      await call(cluster, portalToken, `${namespace}/secrets`),
      await call(cluster, portalToken, `${namespace}/configmaps`, 'POST'),
      await call(cluster, 'nobody', `${namespace}/pods`),
      await call(cluster, adminToken, `${namespace}/secrets`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      200, 200, 403, 403, 401, 200,
    ]);
  });

  it('keeps what opens the clusters to its owner', async () => {
    for (const file of ['kubeconfig', 'sandbox/identity.json']) {
      const { mode } = await stat(join(started.dataDir, file));
      expect(mode % 0o1000).toBe(0o600);
    }
  });

  it('goes on in real time: deleted pods come back, a commit reaches its cluster', async () => {
    const [cluster] = started.sandbox.clusters;
    const { adminToken } = cluster;
    const path = '/api/v1/namespaces/odoo-harbour-civil-qa/pods';
    const pods = async () =>
      JSON.parse((await call(cluster, adminToken, path)).body).items as {
        metadata: { name: string };
        status: { phase: string };
      }[];
    const web = (await pods()).find(({ metadata }) =>
      metadata.name.startsWith('odoo-web'),
    );
    const { name } = web!.metadata;
    await call(cluster, adminToken, `${path}/${name}`, 'DELETE');
    await until(async () =>
      (
        await pods()
      ).some(
        ({ metadata, status }) =>
          metadata.name.startsWith('odoo-web') &&
          metadata.name !== name &&
          status.phase === 'Running',
      ),
    );

    await commitFiles(started.sandbox.gitopsUrl, {
      'clusters/aks-north-1/harbour-civil-dev.yaml': undefined,
    });
    const application =
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/harbour-civil-dev';
    await until(
      async () => (await call(cluster, adminToken, application)).status === 404,
    );
    const left = await call(
      cluster,
      adminToken,
      '/api/v1/namespaces/odoo-harbour-civil-dev/pods',
    );
    expect(JSON.parse(left.body).items.length).toBeGreaterThan(0);
  }, 60_000);
});
