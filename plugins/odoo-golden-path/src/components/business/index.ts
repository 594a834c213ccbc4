import {
  BUSINESS_FIGURES,
  BUSINESS_QUERY,
} from '@plumbline/plugin-odoo-common';
import { Manifest, ManifestValue } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { DATABASE_NAME } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { toYaml } from '../../manifest/toYaml';
import {
  ALLOW_COUNTING,
  COUNTED_FIGURES,
  COUNT_QUERY,
  COUNT_SQL,
} from './countBusiness';
import { BUSINESS_QUERIES, countsBusiness } from './queries';

/** What the exporter of an environment's own cluster counts, where the platform says that it may. */
export function businessComponent(context: RenderContext): Manifest[] {
  if (!countsBusiness(context)) return [];
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

/** What the mark of a migration does after it has marked, where its database counts. */
export const countingAfterMark = (
  context: RenderContext,
): { script: string; env: ManifestValue[] } =>
  countsBusiness(context)
    ? {
        script: `\n${ALLOW_COUNTING}`,
        env: [{ name: 'COUNT_SQL', value: COUNT_SQL }],
      }
    : { script: '', env: [] };
