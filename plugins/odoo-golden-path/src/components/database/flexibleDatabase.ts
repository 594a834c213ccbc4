import { OBJECT_NAMES } from '../../manifest/objectNames';
import { Manifest } from '../../manifest/manifest';
import { RenderContext } from '../../manifest/renderContext';
import { accessJob } from './accessJob';
import { flexibleObject } from './flexibleServer';
import { tenantSecrets } from './tenantSecrets';

/** Database and role on a Flexible Server, in the namespace of the server: its own, or the one that is shared. */
export function flexibleDatabase(context: RenderContext): Manifest[] {
  const { name, database } = context;
  const shared = database.server !== undefined;
  const inServer = { ...context, namespace: database.namespace };
  return [
    ...(shared ? tenantSecrets(context) : []),
    flexibleObject(inServer, {
      kind: 'FlexibleServersDatabase',
      name: shared ? name : OBJECT_NAMES.database,
      holdsData: true,
      spec: {
        azureName: database.name,
        charset: 'UTF8',
        collation: 'en_US.utf8',
      },
    }),
    accessJob(inServer, {
      name: shared ? name : OBJECT_NAMES.databaseAccess,
      loginSecret: shared ? name : OBJECT_NAMES.databaseSecret,
    }),
  ];
}
