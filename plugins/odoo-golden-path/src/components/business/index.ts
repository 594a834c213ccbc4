import {
  BUSINESS_FIGURES,
  BUSINESS_QUERY,
} from '@plumbline/plugin-odoo-common';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { DATABASE_NAME } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { toYaml } from '../../manifest/toYaml';
import { hasOwnCluster } from '../database';
import { schemaVariables, scriptContainer } from '../migration/schemaGate';
import {
  ALLOW_COUNTING,
  COUNTED_FIGURES,
  COUNT_QUERY,
  COUNT_SQL,
} from './countBusiness';
import { BUSINESS_QUERIES } from './queries';

/** What the exporter of an environment's own cluster counts; nobody counts on a server of several, or of Azure. */
export function businessComponent(context: RenderContext): Manifest[] {
  if (!hasOwnCluster(context)) return [];
  const metadata = metadataOf(context, {
    name: BUSINESS_QUERIES.name,
    component: 'monitoring',
    wave: 'backupStore',
  });
  const query = {
    ...COUNT_QUERY[BUSINESS_QUERY],
    metrics: COUNTED_FIGURES.map(figure => ({
      [figure]: { usage: 'GAUGE', description: BUSINESS_FIGURES[figure].what },
    })),
    target_databases: [DATABASE_NAME],
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        ...metadata,
        // Without it, instances that run take no notice of a change.
        labels: { ...metadata.labels, 'cnpg.io/reload': 'true' },
      },
      data: { [BUSINESS_QUERIES.key]: toYaml({ [BUSINESS_QUERY]: query }) },
    },
  ];
}

/** Beside the mark of the migration, for databases that it counts in. */
export const countingContainers = (context: RenderContext): ManifestFields[] =>
  hasOwnCluster(context)
    ? [
        scriptContainer(context, 'count-business', ALLOW_COUNTING, {
          env: [
            ...schemaVariables(context),
            { name: 'COUNT_SQL', value: COUNT_SQL },
          ],
        }),
      ]
    : [];
