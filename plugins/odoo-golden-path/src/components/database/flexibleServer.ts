import { InputError } from '@backstage/errors';
import { TierPolicy } from '@plumbline/plugin-odoo-common';
import {
  flexibleServerName,
  flexibleServerSettings,
} from '../../manifest/databasePlace';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { ObjectContext } from '../../manifest/objectContext';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import {
  FLEXIBLE_SERVER_RETENTION,
  highAvailabilityOf,
  skuTier,
} from '../../plan/flexibleServerSize';
import { EXTENSIONS } from './extensions';

/** The newest version of which a schema is published; operators from 2.13 on serve it. */
export const FLEXIBLE_SERVER_API = 'dbforpostgresql.azure.com/v1api20240801';

/** Login of the administrator, who makes roles and databases; Odoo never uses it. */
export const FLEXIBLE_SERVER_ADMIN = 'plumbline';

/** Deleting the object leaves the server, and with it its backups, in Azure. */
const DETACHED = {
  'serviceoperator.azure.com/reconcile-policy': 'detach-on-delete',
};

/** Sunday, before anybody's working week; UTC. */
const MAINTENANCE = { dayOfWeek: 0, startHour: 2, startMinute: 0 };

/** Server parameters by their names in Azure. */
const PARAMETERS: Readonly<Record<string, string>> = {
  'azure.extensions': EXTENSIONS.join(','),
  log_lock_waits: 'on',
  log_min_duration_statement: '1000',
  // Off by default, and with it the metrics of transactions and locks.
  'metrics.collector_database_activity': 'on',
};

interface FlexibleServerOptions {
  /** What the name in Azure is made of. */
  name: string;
  region: string;
  /** Name of the compute size. */
  sku: string;
  storageGiB: number;
  /** More than one is a standby: beside the server with two, in another zone with three. */
  instances: number;
  tier: TierPolicy;
  /** How it begins as a copy of another server; absent: empty. */
  restore?: ManifestFields;
}

/**
 * Azure Database for PostgreSQL Flexible Server by Azure Service Operator, reached in its own subnet alone. Azure
 * derives `max_connections` from the size, so it is not set.
 *
 * @throws InputError when the platform has no network for it in the region
 */
export function flexibleServer(
  context: ObjectContext,
  options: FlexibleServerOptions,
): Manifest[] {
  const { name, region, sku, storageGiB, instances, tier, restore } = options;
  const { version } = flexibleServerSettings(context.platform);
  const network = flexibleServerNetwork(context, region);
  return [
    {
      apiVersion: FLEXIBLE_SERVER_API,
      kind: 'FlexibleServer',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.database,
        component: 'database',
        wave: 'database',
        holdsData: true,
        annotations: DETACHED,
      }),
      spec: {
        azureName: flexibleServerName(context.platform, name),
        location: region,
        owner: { armId: network.resourceGroup },
        ...restore,
        version,
        sku: { name: sku, tier: skuTier(sku) },
        storage: {
          storageSizeGB: storageGiB,
          // Grown by Azure, it would be larger than Git says, and every reconciliation would try to shrink it.
          autoGrow: 'Disabled',
        },
        backup: {
          backupRetentionDays: Math.min(
            FLEXIBLE_SERVER_RETENTION.most,
            Math.max(FLEXIBLE_SERVER_RETENTION.least, tier.retentionDays),
          ),
          geoRedundantBackup:
            tier.storageReplication === 'RA-GZRS' ? 'Enabled' : 'Disabled',
        },
        highAvailability: { mode: highAvailabilityOf(instances) },
        maintenanceWindow: { customWindow: 'Enabled', ...MAINTENANCE },
        authConfig: {
          passwordAuth: 'Enabled',
          activeDirectoryAuth: 'Disabled',
        },
        administratorLogin: FLEXIBLE_SERVER_ADMIN,
        administratorLoginPassword: {
          name: OBJECT_NAMES.databaseAdminSecret,
          key: 'password',
        },
        network: {
          publicNetworkAccess: 'Disabled',
          delegatedSubnetResourceReference: { armId: network.delegatedSubnet },
          privateDnsZoneArmResourceReference: { armId: network.privateDnsZone },
        },
      },
    },
    ...Object.entries(PARAMETERS).map(([parameter, value]) =>
      flexibleObject(context, {
        kind: 'FlexibleServersConfiguration',
        name: `${OBJECT_NAMES.database}-${parameter.replace(/[._]/g, '-')}`,
        spec: { azureName: parameter, source: 'user-override', value },
      }),
    ),
  ];
}

/** Something of the server beside it. */
export function flexibleObject(
  context: ObjectContext,
  {
    kind,
    name,
    spec,
    holdsData,
  }: { kind: string; name: string; spec: ManifestFields; holdsData?: true },
): Manifest {
  return {
    apiVersion: FLEXIBLE_SERVER_API,
    kind,
    metadata: metadataOf(context, {
      name,
      component: 'database',
      wave: 'databaseAccess',
      holdsData,
      annotations: DETACHED,
    }),
    spec: { owner: { name: OBJECT_NAMES.database }, ...spec },
  };
}

/** @throws InputError when the platform has none in the region */
export function flexibleServerNetwork(
  { platform }: Pick<ObjectContext, 'platform'>,
  region: string,
) {
  const network = flexibleServerSettings(platform).networks.find(
    candidate => candidate.region === region,
  );
  if (network) return network;
  throw new InputError(
    `This platform has no network for a Flexible Server in ${region}`,
  );
}
