import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { SERVICEACCOUNT_CA_PATH } from '@backstage/plugin-kubernetes-common';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ClusterTarget } from '../client';
import { authProvider } from './authProviders';

/**
 * Where to reach a cluster, by the same rule as the Kubernetes plugin's own connection: provider
 * `serviceAccount` without a token, inside a pod, means the cluster of that pod, whatever address is
 * configured.
 */
export async function clusterTarget(
  cluster: ClusterDetails,
  environment: NodeJS.ProcessEnv = process.env,
  inClusterCa: string = SERVICEACCOUNT_CA_PATH,
): Promise<ClusterTarget> {
  const ownServiceAccount =
    authProvider(cluster) === 'serviceAccount' &&
    !cluster.authMetadata.serviceAccountToken;
  if (ownServiceAccount && existsSync(inClusterCa)) {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
      environment;
    if (!host)
      throw new Error('KUBERNETES_SERVICE_HOST is not set in this pod');
    const address = host.includes(':') ? `[${host}]` : host;
    return {
      url: `https://${address}:${port ?? '443'}`,
      ca: await readFile(inClusterCa, 'utf8'),
      skipTLSVerify: false,
    };
  }
  return {
    url: cluster.url,
    ca: await certificateAuthority(cluster),
    skipTLSVerify: cluster.skipTLSVerify ?? false,
  };
}

/** A file wins over data, as in the Kubernetes plugin; data is base64 of PEM. */
async function certificateAuthority({
  caFile,
  caData,
}: ClusterDetails): Promise<string | undefined> {
  if (caFile) return readFile(caFile, 'utf8');
  return caData ? Buffer.from(caData, 'base64').toString('utf8') : undefined;
}
