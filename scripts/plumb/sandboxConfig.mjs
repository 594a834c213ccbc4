import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * Writes `app-config.sandbox.yaml` into the data folder: what only this run knows (ports, tokens, folders) on top
 * of app-config.yaml. JSON is YAML, so no YAML library is needed here.
 */
export async function writeSandboxConfig({ port, data }) {
  const world = JSON.parse(await readFile(join(data, 'sandbox.json'), 'utf8'));
  const baseUrl = `http://localhost:${port}`;
  const config = {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      cors: { origin: baseUrl },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(data, 'database') },
      },
    },
    catalog: {
      locations: [
        ...(await readdir(join(root, 'templates'))).map(template => ({
          type: 'file',
          target: join(root, 'templates', template, 'template.yaml'),
          rules: [{ allow: ['Template'] }],
        })),
        {
          type: 'file',
          target: join(root, 'packages/sandbox/catalog/org.yaml'),
          rules: [{ allow: ['User', 'Group'] }],
        },
      ],
    },
    // Of the runs that its release records name.
    integrations: {
      github: [
        {
          host: 'github.harbour.example',
          ...world.gitHub,
        },
      ],
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: world.clusters.map(cluster => ({
            name: cluster.name,
            url: cluster.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: cluster.portalToken,
            caData: cluster.caData,
            skipMetricsLookup: true,
          })),
        },
      ],
    },
    odoo: {
      gitops: {
        url: world.gitopsUrl,
        workingDirectory: join(data, 'gitops'),
      },
      metrics: {
        prometheus: [
          {
            name: 'sandbox',
            url: world.prometheus.url,
            clusters: world.clusters.map(({ name }) => name),
            clusterLabel: 'cluster',
            credential: { bearerToken: world.prometheus.token },
          },
        ],
        frequency: { seconds: 20 },
        timeout: { seconds: 20 },
      },
      // As the records of its releases say.
      releases: {
        trustedRepositories: [
          {
            repository: 'github.harbour.example/harbour-group/odoo-addons',
            workflow: '.github/workflows/release.yaml',
          },
        ],
      },
      // Two small clusters on loopback: people watch what they do.
      kubernetes: { frequency: { seconds: 10 }, timeout: { seconds: 20 } },
      collection: { registrySeconds: 10 },
      // What has not arrived by then is called stuck.
      changes: { verifyTimeout: 'PT3M' },
      backupStores: world.backupStores.map(({ sasToken, ...store }) => ({
        ...store,
        credential: { sasToken },
      })),
      // Two small stores on loopback.
      backupCollection: { frequency: { seconds: 20 } },
      azure: world.azure,
      recovery: {
        verificationKeys: [world.verificationKey],
        // The portal itself is taken to run in the first region.
        publish: world.recoveryOrders.slice(1),
        runbooks: [
          {
            title: 'Restore an environment of finance, payroll or procurement',
            url: 'https://runbooks.harbour.example/erp/restore-tier-1',
            tier: 1,
          },
          {
            title: 'Restore an environment',
            url: 'https://runbooks.harbour.example/erp/restore',
          },
        ],
      },
      platform: { $include: join(root, 'packages/sandbox/platform.yaml') },
    },
  };
  const path = join(data, 'app-config.sandbox.yaml');
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`, {
    mode: 0o600,
  });
  return path;
}
