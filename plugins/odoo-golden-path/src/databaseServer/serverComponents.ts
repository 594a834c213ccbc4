import {
  DATABASE_SERVER_LABEL,
  LABELS,
  serverBackupLocationOf,
} from '@plumbline/plugin-odoo-common';
import { baseBackups } from '../components/backupSchedule';
import { backupStore } from '../components/backupStore';
import { postgresCluster } from '../components/database/cluster';
import { alertRules } from '../components/alertRules';
import { databaseAlerts, metricsMissing } from '../components/databaseAlerts';
import { podMonitor } from '../components/monitoring';
import { flexibleServer } from '../components/database/flexibleServer';
import {
  accessFlows,
  clusterFlows,
  flexibleServerPeer,
} from '../components/database/network';
import { serviceAccount, SERVICE_ACCOUNTS } from '../components/identity';
import { limitRange, restrictedNamespace } from '../components/namespace';
import { defaultDeny } from '../components/networkPolicy';
import { administratorLogin } from '../components/secrets';
import { vaultStore } from '../components/vault';
import { ODOO_NAME } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { sharedSku } from '../plan/databaseSize';
import { flexibleServerStorageGiB } from '../plan/flexibleServerSize';
import { ServerContext } from './serverContext';

type Component = (context: ServerContext) => Manifest[];

const isManaged = ({ server }: ServerContext) =>
  server.kind === 'flexible-server';

/** Role and database of an environment have the same name: nobody gets further than its own, and `postgres`. */
const HOST_RULES = [
  'hostssl sameuser all all scram-sha-256',
  // Odoo listens there to be woken up.
  'hostssl postgres all all scram-sha-256',
  'host all all all reject',
];

/** What a shared server consists of, by its file name, in the order in which it comes up. */
export const SERVER_COMPONENTS: readonly (readonly [string, Component])[] = [
  [
    '00-namespace',
    context => [
      restrictedNamespace(context, { holdsData: true }),
      limitRange(context),
    ],
  ],
  [
    '10-identity',
    context => [serviceAccount(context, SERVICE_ACCOUNTS.vaultReader)],
  ],
  ['15-network-policy', network],
  [
    '20-secrets',
    context =>
      isManaged(context)
        ? [
            vaultStore(context, SERVICE_ACCOUNTS.vaultReader),
            administratorLogin(context),
          ]
        : [],
  ],
  [
    '25-backup-store',
    context =>
      isManaged(context)
        ? []
        : backupStore(
            context,
            context.tier,
            serverBackupLocationOf(context.platform, context.server),
          ),
  ],
  ['30-database', database],
  [
    '35-backup-schedule',
    context => (isManaged(context) ? [] : baseBackups(context, context.tier)),
  ],
  ['90-monitoring', monitoring],
];

function database(context: ServerContext): Manifest[] {
  const { server, tier, platform } = context;
  if (isManaged(context)) {
    return flexibleServer(context, {
      ...server,
      storageGiB: flexibleServerStorageGiB(server.storageGiB),
      sku: sharedSku(server).name,
      tier,
    });
  }
  return [
    postgresCluster(context, {
      size: server,
      tier,
      bootstrap: { initdb: { dataChecksums: true } },
      hostRules: HOST_RULES,
      priorityClassName: platform.priorityClasses?.production,
    }),
  ];
}

/** Lets in the pods of Odoo out of the namespaces that the golden path has marked for this server. */
function network(context: ServerContext): Manifest[] {
  const { server } = context;
  return [
    ...defaultDeny(context),
    isManaged(context)
      ? accessFlows(context, flexibleServerPeer(context, server.region))
      : clusterFlows(context, {
          namespaceSelector: {
            matchLabels: { [DATABASE_SERVER_LABEL]: server.name },
          },
          podSelector: { matchLabels: { [LABELS.name]: ODOO_NAME } },
        }),
  ];
}

/**
 * The metrics of a CloudNativePG server and the alerts about its backups: everybody on it is restored from them.
 * Azure watches its own servers.
 */
function monitoring(context: ServerContext): Manifest[] {
  const { server, tier } = context;
  const { alerts, monitoring: metrics } = context.platform;
  if (isManaged(context)) return [];
  return [
    ...(metrics ? [podMonitor(context, metrics.apiVersion)] : []),
    ...(alerts && tier.backupSchedule
      ? alertRules(context, {
          subject: {
            title: `shared database server ${server.name}`,
            labels: { database_server: server.name },
            tier: server.tier,
          },
          name: OBJECT_NAMES.recoveryAlerts,
          component: 'backup',
          about: 'recovery',
          alerts: [
            ...databaseAlerts(context, tier.backupSchedule),
            metricsMissing(context),
          ],
          runbookUrl: ({ name }) =>
            alerts.runbookUrl.replaceAll('{alert}', name.toLowerCase()),
        })
      : []),
  ];
}
