import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';

export interface ClusterAccess {
  name: string;
  url: string;
  /** PEM in base64. */
  caData: string;
  portalToken: string;
  adminToken: string;
}

/** One context for each cluster, with its admin token; readable by its owner only. */
export async function writeKubeconfig(
  file: string,
  clusters: readonly ClusterAccess[],
): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0].name,
    clusters: clusters.map(({ name, url, caData }) => ({
      name,
      cluster: { server: url, 'certificate-authority-data': caData },
    })),
    users: clusters.map(({ name, adminToken }) => ({
      name: `${name}-admin`,
      user: { token: adminToken },
    })),
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: `${name}-admin` },
    })),
  };
  await writeFile(file, stringify(config), { mode: 0o600 });
}
