import { labelsOf } from '../manifest/labels';
import { Manifest, ManifestValue } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { gibibytes } from '../manifest/quantities';
import { CONFINED_POD, SECRET_FILE_MODE } from '../odoo/confinement';
import { restoreTestJob } from './names';
import { ODOO_CONF_MAP, RESTORE_TEST } from './objectNames';
import { odooSidecar } from './odooSidecar';
import { restoreContainer } from './restoreContainer';
import { RestoreTestContext } from './restoreTestContext';
import { restoreTestSeconds, workVolumeGiB } from './size';

/**
 * One run, never repeated: a second attempt would measure something else. It is not removed when it
 * ends, because Argo CD would make it again; the change that ends the test takes everything away.
 */
export function restoreJob(context: RestoreTestContext): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataOf(context, {
      name: restoreTestJob(context.test.id),
      component: 'restore-test',
      wave: 'workloads',
    }),
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: restoreTestSeconds(context),
      template: {
        metadata: { labels: labelsOf(context, 'restore-test') },
        spec: {
          restartPolicy: 'Never',
          terminationGracePeriodSeconds: 60,
          serviceAccountName: RESTORE_TEST,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: CONFINED_POD,
          initContainers: [odooSidecar(context)],
          containers: [restoreContainer(context)],
          volumes: volumes(context),
        },
      },
    },
  };
}

function volumes(context: RestoreTestContext): ManifestValue[] {
  return [
    {
      name: 'work',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: labelsOf(context, 'restore-test') },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: context.platform.database.storageClass,
            resources: {
              requests: { storage: gibibytes(workVolumeGiB(context)) },
            },
          },
        },
      },
    },
    { name: 'run', emptyDir: { sizeLimit: '16Mi' } },
    {
      name: 'secrets',
      secret: { secretName: RESTORE_TEST, defaultMode: SECRET_FILE_MODE },
    },
    { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
    { name: 'odoo-conf', configMap: { name: ODOO_CONF_MAP } },
    { name: 'odoo-data', emptyDir: { sizeLimit: '4Gi' } },
    { name: 'odoo-tmp', emptyDir: { sizeLimit: '2Gi' } },
  ];
}
