import { BackupContainer } from '../testing/backupContainer';
import { call, read, until } from '../testing/callCluster';
import { started } from './startedSandbox';

interface Backup {
  status: { backupId?: string };
}

/** Comes last: the clusters are rebuilt from Git. */
describe('a sandbox that is started again', () => {
  const civil = () =>
    BackupContainer.of(
      started.sandbox,
      'northeurope',
      'harbour-civil-production',
    );
  const brokenWal = (on: boolean) => {
    const { url, token } = started.sandbox.control;
    return fetch(`${url}/scenarios/broken-wal`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ on }),
    });
  };
  const adminTokens = () =>
    started.sandbox.clusters.map(({ adminToken }) => adminToken);
  let tokens: string[];
  let segment: string;
  let gap: string;

  beforeAll(async () => {
    await brokenWal(true);
    tokens = adminTokens();
    segment = (await civil().segments()).at(-1)!.name;
    [gap] = await civil().gaps();
    await started.restart();
  }, 600_000);

  it('comes back from its repository with the same tokens', async () => {
    expect(adminTokens()).toEqual(tokens);
    const [cluster] = started.sandbox.clusters;
    const answer = await call(
      cluster,
      cluster.adminToken,
      '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/harbour-civil-dev',
    );
    expect(answer.status).toBe(404);
  });

  it('goes on with its backups where it was, scenarios included', async () => {
    expect(gap).toBeDefined();
    await until(async () => (await civil().segments()).at(-1)!.name > segment);
    expect(await civil().gaps()).toEqual([gap]);
    await brokenWal(false);
    expect(await civil().gaps()).toEqual([]);
    const { items } = await read<{ items: Backup[] }>(
      started.sandbox.clusters[0],
      '/apis/postgresql.cnpg.io/v1/namespaces/odoo-harbour-civil-production/backups',
    );
    expect(items.flatMap(({ status }) => status.backupId ?? [])).toEqual([
      ...(await civil().bases()).keys(),
    ]);
  }, 60_000);
});
