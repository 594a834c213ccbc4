import { Manifest, ManifestFields } from '../../manifest/manifest';
import { selectorOf } from '../../manifest/labels';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { MAINTENANCE_PAGE } from './scripts';
import { scriptContainer } from './schemaGate';

export const MAINTENANCE_PORT = 8080;

/** A native sidecar of the migration's pod: it starts before the first step and ends with the last. */
export const maintenancePageContainer = (
  context: RenderContext,
): ManifestFields =>
  scriptContainer(context, 'maintenance-page', MAINTENANCE_PAGE, {
    restartPolicy: 'Always',
    ports: [{ name: 'page', containerPort: MAINTENANCE_PORT }],
    env: [{ name: 'PORT', value: String(MAINTENANCE_PORT) }],
  });

export const maintenanceService = (context: RenderContext): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(context, {
    name: OBJECT_NAMES.maintenance,
    component: 'migration',
    wave: 'workloads',
  }),
  spec: {
    selector: selectorOf(context, 'migration'),
    // A pod whose steps still run is never ready, and this one is of use only until then.
    publishNotReadyAddresses: true,
    ports: [{ name: 'page', port: MAINTENANCE_PORT, targetPort: 'page' }],
  },
});
