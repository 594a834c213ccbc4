import {
  LABELS,
  MAINTENANCE_ANNOTATION,
  PLANNED_MAINTENANCE,
  RELEASE_LABEL,
} from '@plumbline/plugin-odoo-common';
import { gitopsKindOf } from '../../gitops/gitopsEntry';
import { CopySource } from '../../manifest/copySource';
import { labelsOf, releaseLabelOf } from '../../manifest/labels';
import {
  Manifest,
  ManifestFields,
  ManifestValue,
} from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import {
  DATA_DIRECTORY,
  ODOO_CONF_DIRECTORY,
  ODOO_CONF_FILE,
} from '../../odoo/odooConf';
import { odooContainer, odooPodSpec } from '../../odoo/odooPod';
import { MIGRATION_POD, SERIES_POD } from '../../plan/sizing';
import { countingAfterMark } from '../business';
import { FILESTORE_RESTORED } from '../copy/objectNames';
import { SERVICE_ACCOUNTS } from '../identity';
import { API_ACCOUNT, apiAccount } from './apiAccount';
import { migrationSeconds } from './deadline';
import { maintenancePageContainer } from './maintenancePage';
import { RestorePoint } from './restorePoint';
import { schemaVariables, scriptContainer } from './schemaGate';
import { seriesMigration } from './seriesMigration';
import {
  AWAIT_COPY,
  AWAIT_STANDSTILL,
  IF_COPY,
  MARK_MIGRATED,
  ONCE_UNLESS_MIGRATED,
  UNLESS_IN_USE,
  UNLESS_MIGRATED,
} from './scripts';

const CONF = `${ODOO_CONF_DIRECTORY}/${ODOO_CONF_FILE}`;
const WEEK_SECONDS = 7 * 24 * 3600;

const step = (
  context: RenderContext,
  name: string,
  script: string,
  command: string[],
  size = MIGRATION_POD,
) =>
  odooContainer(context, {
    name,
    size,
    role: { command: ['python3', '-c', script, ...command] },
    env: schemaVariables(context),
  });

/** Mail, scheduled jobs, payment providers and webhooks of a copy are switched off by Odoo itself. */
const neutralise = (context: RenderContext) =>
  step(context, 'neutralise-copy', IF_COPY, [
    'odoo',
    'neutralize',
    `--config=${CONF}`,
    `--database=${context.database.name}`,
  ]);

/**
 * Brings the database to the release: an empty one is initialised, then changed modules are updated. Whoever
 * makes the Job run again finds nothing to do: Argo CD does with every sync.
 *
 * A Sync hook, not PreSync: before the first sync there is neither database nor secret. Any later sync makes it
 * again, whatever became of it: what a step began, only a person lets it begin again.
 */
export function migrationJob(
  context: RenderContext,
  point: RestorePoint | undefined,
): Manifest {
  const stopped = context.migration === 'stopped';
  const series = context.upgrade?.step?.class === 'series';
  const [initialising, migrating] = stopped
    ? [UNLESS_MIGRATED, ONCE_UNLESS_MIGRATED]
    : [UNLESS_IN_USE, UNLESS_IN_USE];
  const counting = countingAfterMark(context);
  const argo = gitopsKindOf(context) === 'argo-cd';
  const { volumes, ...pod } = odooPodSpec(context, SERVICE_ACCOUNTS.migration);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(context, {
      name: `${OBJECT_NAMES.migration}-${releaseLabelOf(context)}`,
      component: 'migration',
      wave: 'workloads',
      annotations: {
        ...(argo
          ? {
              'argocd.argoproj.io/hook': 'Sync',
              'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
            }
          : // A Job cannot be changed; one that has run for this release is left as it is.
            { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' }),
        ...(stopped && { [MAINTENANCE_ANNOTATION]: PLANNED_MAINTENANCE }),
      },
    }),
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: migrationSeconds(context),
      // Flux would make it again for as long as it is in Git.
      ...(argo && { ttlSecondsAfterFinished: WEEK_SECONDS }),
      template: {
        metadata: { labels: labelsOf(context, 'migration') },
        spec: {
          restartPolicy: 'Never',
          ...pod,
          initContainers: [
            ...(stopped
              ? [maintenancePageContainer(context), standstill(context, point)]
              : []),
            context.copy
              ? awaitCopy(context, context.copy)
              : step(context, 'initialise', initialising, [
                  'click-odoo-initdb',
                  `--config=${CONF}`,
                  `--new-database=${context.database.name}`,
                  '--modules=base',
                  '--unless-initialized',
                  '--no-demo',
                  '--no-cache',
                ]),
            step(
              context,
              'migrate',
              migrating,
              series
                ? seriesMigration(CONF, context.database.name)
                : [
                    'click-odoo-update',
                    `--config=${CONF}`,
                    `--database=${context.database.name}`,
                    '--watcher-max-seconds=60',
                  ],
              series ? SERIES_POD : MIGRATION_POD,
            ),
            // In this order: what is neutralised first, an update would bring back.
            ...(context.ref.stage === 'production'
              ? []
              : [neutralise(context)]),
          ],
          containers: [
            scriptContainer(context, 'mark', MARK_MIGRATED + counting.script, {
              env: [...schemaVariables(context), ...counting.env],
            }),
          ],
          volumes: [
            ...(volumes as ManifestValue[]),
            ...(stopped ? [apiAccount()] : []),
          ],
        },
      },
    },
  };
}

/** Without its data nothing of a copy begins. */
function awaitCopy(context: RenderContext, copy: CopySource): ManifestFields {
  return scriptContainer(context, 'await-copy', AWAIT_COPY, {
    env: [
      ...schemaVariables(context),
      { name: 'COPY_OF', value: copy.name },
      { name: 'COPY_AT', value: copy.at ?? 'newest' },
      { name: 'RESTORED', value: `${DATA_DIRECTORY}/${FILESTORE_RESTORED}` },
    ],
    volumeMounts: [
      { name: 'filestore', mountPath: DATA_DIRECTORY, readOnly: true },
    ],
  });
}

function standstill(
  context: RenderContext,
  point: RestorePoint | undefined,
): ManifestFields {
  const { namespace } = context;
  const variables: Record<string, string> = {
    KUBERNETES_ACCOUNT: API_ACCOUNT.path,
    PODS_PATH: `/api/v1/namespaces/${namespace}/pods`,
    // What was rendered before this label existed has none, and counts.
    OTHER_PODS: [
      `${LABELS.partOf}=${context.name}`,
      `${LABELS.component} in (web,websocket,cron,queue)`,
      `${RELEASE_LABEL}!=${releaseLabelOf(context)}`,
    ].join(','),
    // Of whichever release: while it dumps, it locks what a migration changes.
    ARCHIVE_PODS: `${LABELS.partOf}=${context.name},${LABELS.component}=archive`,
  };
  if (point) {
    const { resource, manifest } = point;
    const { namespace: place, name } = manifest.metadata;
    variables.RESTORE_POINT_PATH = `/apis/${manifest.apiVersion}/namespaces/${place}/${resource}/${name}`;
  }
  return scriptContainer(context, 'await-standstill', AWAIT_STANDSTILL, {
    env: [
      ...schemaVariables(context),
      ...Object.entries(variables).map(([name, value]) => ({ name, value })),
    ],
    volumeMounts: [
      {
        name: API_ACCOUNT.volume,
        mountPath: API_ACCOUNT.path,
        readOnly: true,
      },
    ],
  });
}
