import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { CONFINED_POD } from '../odoo/confinement';
import { hasOwnCluster } from './database';
import { SERVICE_ACCOUNTS } from './identity';
import { schemaVariables, scriptContainer } from './migration/schemaGate';
import { isStopped } from './scaling';

const DEADLINE_SECONDS = 120;

/** Moves one row of its own, which nothing of Odoo reads. */
export const BEAT = `import os, psycopg2

with psycopg2.connect(os.environ['DATABASE_URI'], connect_timeout=10) as connection, connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO ir_config_parameter (key, value) VALUES ('plumbline.heartbeat', now()::text) "
        'ON CONFLICT (key) DO UPDATE SET value = excluded.value'
    )
`;

/**
 * A write every five minutes into a database that nobody else writes to any more. PostgreSQL archives nothing of an
 * idle database and recovers to no moment that no commit comes after: without it the moment after a stop, which is the
 * one that a cut-over copies, would be in no backup ever.
 */
export function heartbeatComponent(context: RenderContext): Manifest[] {
  if (
    !isStopped(context) ||
    !hasOwnCluster(context) ||
    !context.tier.backupSchedule
  ) {
    return [];
  }
  const labels = labelsOf(context, 'heartbeat');
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.heartbeat,
        component: 'heartbeat',
        wave: 'workloads',
      }),
      spec: {
        schedule: '*/5 * * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          metadata: { labels },
          spec: {
            backoffLimit: 0,
            activeDeadlineSeconds: DEADLINE_SECONDS,
            template: {
              metadata: { labels },
              spec: {
                restartPolicy: 'Never',
                serviceAccountName: SERVICE_ACCOUNTS.odoo,
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                securityContext: CONFINED_POD,
                containers: [
                  scriptContainer(context, 'heartbeat', BEAT, {
                    env: schemaVariables(context),
                  }),
                ],
              },
            },
          },
        },
      },
    },
  ];
}
