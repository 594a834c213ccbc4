import { labelsOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { DATABASE_NAME, OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { ODOO_CONF_DIRECTORY, ODOO_CONF_FILE } from '../odoo/odooConf';
import { odooContainer, odooPodSpec } from '../odoo/odooPod';
import { MIGRATION_POD } from '../plan/sizing';
import { SERVICE_ACCOUNTS } from './identity';

const CONF = `${ODOO_CONF_DIRECTORY}/${ODOO_CONF_FILE}`;
const DIGEST_CHARACTERS = 12;

/**
 * Brings the database to the release between the database's wave and the Deployments': an empty
 * one is initialised, then changed modules are updated (by hash: a second run does nothing).
 *
 * A Sync hook, not PreSync: before the first sync there is neither database nor secret. It is
 * never retried by itself, because module loading commits as it goes.
 */
export function migrationComponent(context: RenderContext): Manifest[] {
  const digest = context.release.spec.digest.replace('sha256:', '');
  const container = (name: string, command: string[]) =>
    odooContainer(context, { name, size: MIGRATION_POD, role: { command } });
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadataOf(context, {
        name: `${OBJECT_NAMES.migration}-${digest.slice(0, DIGEST_CHARACTERS)}`,
        component: 'migration',
        wave: 'migration',
        annotations: {
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        },
      }),
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 7200,
        ttlSecondsAfterFinished: 7 * 24 * 3600,
        template: {
          metadata: { labels: labelsOf(context, 'migration') },
          spec: {
            restartPolicy: 'Never',
            ...odooPodSpec(SERVICE_ACCOUNTS.migration),
            initContainers: [
              container('initialise', [
                'click-odoo-initdb',
                `--config=${CONF}`,
                `--new-database=${DATABASE_NAME}`,
                '--modules=base',
                '--unless-initialized',
                '--no-demo',
                '--no-cache',
              ]),
            ],
            containers: [
              container('migrate', [
                'click-odoo-update',
                `--config=${CONF}`,
                `--database=${DATABASE_NAME}`,
                '--watcher-max-seconds=60',
              ]),
            ],
          },
        },
      },
    },
  ];
}
