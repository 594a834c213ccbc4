import { Manifest } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { EXTENSIONS } from './extensions';
import { tenantSecrets } from './tenantSecrets';

/**
 * Role and database on a CloudNativePG server that others share, in the server's namespace: CloudNativePG looks
 * for them beside the Cluster. They keep role and data when they are removed.
 */
export function sharedDatabase(context: RenderContext): Manifest[] {
  const { name, plan, database } = context;
  const inServer = { ...context, namespace: database.namespace };
  const metadata = () =>
    metadataOf(inServer, {
      name,
      component: 'database',
      wave: 'database',
      holdsData: true,
    });
  const cluster = { name: OBJECT_NAMES.database };
  return [
    ...tenantSecrets(context),
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: metadata(),
      spec: {
        cluster,
        name: database.name,
        ensure: 'present',
        login: true,
        superuser: false,
        createdb: false,
        createrole: false,
        // One environment out of bounds must not take the connections of the others.
        connectionLimit: plan.database.connections,
        passwordSecret: { name },
        databaseRoleReclaimPolicy: 'retain',
      },
    },
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: metadata(),
      spec: {
        cluster,
        name: database.name,
        owner: database.name,
        ensure: 'present',
        extensions: EXTENSIONS.map(extension => ({
          name: extension,
          ensure: 'present',
        })),
        databaseReclaimPolicy: 'retain',
      },
    },
  ];
}
