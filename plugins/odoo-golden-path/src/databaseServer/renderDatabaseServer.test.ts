import {
  LABELS,
  SharedServerInput,
  sharedServerSchema,
} from '@plumbline/plugin-odoo-common';
import { sharedServerOf } from '@plumbline/plugin-odoo-common/testUtils';
import { parse } from 'yaml';
import { examplePlatform } from '../__testUtils__/examples';
import { idOf, objectsIn } from '../__testUtils__/objects';
import { renderDatabaseServer } from './renderDatabaseServer';

const platform = examplePlatform();
const render = (change: Partial<SharedServerInput> = {}) =>
  renderDatabaseServer({
    platform,
    server: sharedServerSchema.parse(sharedServerOf(change)),
  });
const objectOf = (kind: string, change?: Partial<SharedServerInput>) =>
  objectsIn(render(change)).find(object => object.kind === kind)!;

describe('renderDatabaseServer', () => {
  it('is a unit of its own: folder, cluster entry, namespace, part-of', () => {
    const files = render();
    expect(files.map(({ path }) => path)).toEqual([
      'clusters/aks-north-1/database-server.pg-north-1.yaml',
      ...[
        '00-namespace',
        '10-identity',
        '15-network-policy',
        '25-backup-store',
        '30-database',
        '35-backup-schedule',
        '90-monitoring',
      ].map(file => `database-servers/pg-north-1/manifests/${file}.yaml`),
    ]);
    const [entry, ...objects] = objectsIn(files);
    expect(entry).toMatchObject({
      kind: 'Application',
      metadata: { name: 'database-server.pg-north-1' },
      spec: { source: { path: 'database-servers/pg-north-1/manifests' } },
    });
    for (const { kind, metadata } of objects) {
      expect(kind === 'Namespace' ? metadata.name : metadata.namespace).toBe(
        'odoo-db-pg-north-1',
      );
      expect(metadata.labels).toMatchObject({
        [LABELS.partOf]: 'database-server.pg-north-1',
      });
      // Nobody's tenant: no collector may take it for part of an environment.
      expect(metadata.labels).not.toHaveProperty([LABELS.tenant]);
    }
  });

  it('is applied by Flux where the cluster has it', () => {
    const [entry] = render({ cluster: 'aks-west-1' });
    expect(parse(entry.content)).toMatchObject({
      kind: 'Kustomization',
      spec: {
        path: './database-servers/pg-north-1/manifests',
        deletionPolicy: 'Orphan',
      },
    });
  });

  it('is as large as it is configured, and lets every role into its own database alone', () => {
    expect(objectOf('Cluster').spec).toMatchObject({
      instances: 3,
      // By it a pod gets the token with which it archives.
      inheritedMetadata: { labels: { 'azure.workload.identity/use': 'true' } },
      postgresql: {
        parameters: { max_connections: '2000' },
        pg_hba: [
          'hostssl sameuser all all scram-sha-256',
          'hostssl postgres all all scram-sha-256',
          'host all all all reject',
        ],
      },
      resources: { requests: { cpu: '8', memory: '64Gi' } },
      storage: { size: '4096Gi' },
    });
    expect(
      objectsIn(render()).find(
        ({ metadata }) => metadata.name === 'allow-database',
      )?.spec?.ingress,
    ).toContainEqual({
      from: [
        {
          namespaceSelector: {
            matchLabels: { 'plumbline.dev/database-server': 'pg-north-1' },
          },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'odoo' } },
        },
        expect.anything(),
      ],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
  });

  it('is backed up as its tier demands, apart from every environment', () => {
    expect(objectOf('ScheduledBackup').spec).toMatchObject({
      schedule: platform.tiers[1].backupSchedule,
    });
    expect(objectOf('ObjectStore').spec).toMatchObject({
      retentionPolicy: '35d',
      configuration: {
        destinationPath:
          'https://plumblinebackups.blob.core.windows.net/pg-north-1',
      },
    });
  });

  it('wakes somebody when its backups stop, for everybody on it', () => {
    expect(objectOf('PodMonitor').metadata.namespace).toBe(
      'odoo-db-pg-north-1',
    );
    const [{ rules }] = objectOf('PrometheusRule').spec?.groups as unknown as {
      rules: {
        alert: string;
        expr: string;
        labels: Record<string, string>;
        annotations: { summary: string };
      }[];
    }[];
    expect(rules.map(({ alert }) => alert)).toEqual([
      'OdooWalArchivingFailing',
      'OdooWalArchivingStalled',
      'OdooBaseBackupTooOld',
      'OdooRecoveryMetricsMissing',
    ]);
    for (const { expr, labels, annotations } of rules) {
      for (const selector of expr.match(/\w+\{[^}]*\}/g) ?? ['none']) {
        expect(selector).toContain('namespace="odoo-db-pg-north-1"');
      }
      expect(labels).toEqual({
        severity: 'critical',
        database_server: 'pg-north-1',
      });
      expect(annotations.summary).toMatch(
        /^shared database server pg-north-1: /,
      );
    }
    expect(
      objectOf('PrometheusRule', { kind: 'flexible-server' }),
    ).toBeUndefined();
  });

  it('can be a Flexible Server', () => {
    expect(
      objectOf('FlexibleServer', { kind: 'flexible-server', instances: 2 }),
    ).toMatchObject({
      metadata: {
        annotations: {
          'serviceoperator.azure.com/reconcile-policy': 'detach-on-delete',
        },
      },
      spec: {
        azureName: 'psql-pg-north-1',
        sku: { name: 'Standard_E8ds_v5' },
        storage: { storageSizeGB: 4096 },
        highAvailability: { mode: 'SameZone' },
      },
    });
  });

  it.each(['cloudnative-pg', 'flexible-server'] as const)(
    'of kind %s lets no revert delete data',
    kind => {
      const HOLDS_DATA =
        /^(Namespace|Cluster|ObjectStore|ExternalSecret|FlexibleServer)\//;
      const objects = objectsIn(render({ kind }));
      const kept = objects.filter(
        ({ metadata: { annotations } }) =>
          annotations?.['argocd.argoproj.io/sync-options'] ===
            'Prune=false,Delete=false' &&
          annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled',
      );
      expect(kept.map(idOf)).toEqual(
        objects.map(idOf).filter(id => HOLDS_DATA.test(id)),
      );
    },
  );
});
