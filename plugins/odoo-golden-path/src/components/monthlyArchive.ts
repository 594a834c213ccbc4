import { backupLocationOf } from '@plumbline/plugin-odoo-common';
import { labelsOf, selectorOf } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { cores, gibibytes, mebibytes } from '../manifest/quantities';
import { RenderContext } from '../manifest/renderContext';
import { CONFINED_CONTAINER, CONFINED_POD } from '../odoo/confinement';
import {
  SESSION_DATABASE_URI_KEY,
  TRUSTED_AUTHORITIES,
} from '../odoo/odooConf';
import {
  ARCHIVE_POD,
  ARCHIVE_RETRIES,
  Archives,
  archivesOf,
} from '../plan/archives';
import { storeEnvironment } from './backupStoreAccess';
import { tcp } from './networkPeers';
import { networkPolicy } from './networkPolicy';

const WORK = '/work';
const FILESTORE = '/filestore';
const HOURS_24 = 24 * 3600;
/** Longest month. */
const DAYS = 31;

/**
 * The image of PostgreSQL brings no authorities by which a Flexible Server could be verified; rclone's has those of
 * the public, which it needs itself.
 */
const AUTHORITIES = '/authorities';
const TRUSTED = TRUSTED_AUTHORITIES.slice(
  0,
  TRUSTED_AUTHORITIES.lastIndexOf('/'),
);
const LEND_AUTHORITIES = `cp ${TRUSTED_AUTHORITIES} ${AUTHORITIES}/`;

const DUMP = `pg_dump --format=custom --no-owner --file=${WORK}/database.dump "$DATABASE_URI"`;

/**
 * After the dump, so that every file that it names is on the share and goes into the copy. The record last, because
 * it says that all of the archive is there. Archives that are too old go when a new one is complete, never sooner.
 */
const ARCHIVE = `month=$(date -u +%Y-%m)
options="--azureblob-no-check-container --cache-dir=/tmp --stats-one-line"
rclone copy "$SOURCE" "$FILES" '--include=/[0-9a-f][0-9a-f]/*' --ignore-existing $options
rclone lsf "$SOURCE" -R --files-only '--include=/[0-9a-f][0-9a-f]/*' $options > ${WORK}/files.txt
sum=$(sha256sum ${WORK}/database.dump | cut -d ' ' -f 1)
rclone copyto ${WORK}/database.dump "$ARCHIVES/$month/database.dump" $options
rclone copyto ${WORK}/files.txt "$ARCHIVES/$month/files.txt" $options
printf '{"at":"%s","database":"sha256:%s","files":%s}' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$sum" "$(wc -l < ${WORK}/files.txt)" |
  rclone rcat "$ARCHIVES/$month/archive.json" $options
rclone delete "$ARCHIVES" --min-age="$MAXIMUM_DAYS"d $options
`;

/**
 * On the first night of every month a dump of the database with the list of the files that it names, which lie
 * in the copy of the filestore: nothing is ever taken out of that. A dump, because it outlives the version of
 * PostgreSQL that wrote it; base backups do not.
 */
export function monthlyArchiveComponent(context: RenderContext): Manifest[] {
  const archives = archivesOf(context.platform, context.tier, context.spec);
  if (!archives) return [];
  return [
    networkPolicy(context, 'allow-archive', {
      podSelector: { matchLabels: selectorOf(context, 'archive') },
      policyTypes: ['Egress'],
      // The backup store and Azure's tokens, both behind addresses that only the cluster knows.
      egress: [{ ports: tcp(443) }],
    }),
    cronJob(context, archives),
  ];
}

function cronJob(context: RenderContext, archives: Archives): Manifest {
  const labels = labelsOf(context, 'archive');
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.monthlyArchive,
      component: 'archive',
      wave: 'workloads',
    }),
    spec: {
      schedule: '0 3 1 * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      // A night in which the cluster was away is made up for within the day.
      startingDeadlineSeconds: HOURS_24,
      // A pod that has ended keeps its volume, and a database that is rebuilt needs the room: nothing stays.
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels },
        spec: {
          backoffLimit: ARCHIVE_RETRIES,
          activeDeadlineSeconds: HOURS_24,
          // Long enough for its log to be collected.
          ttlSecondsAfterFinished: 3600,
          template: {
            metadata: {
              labels: { ...labels, 'azure.workload.identity/use': 'true' },
            },
            spec: pod(context, archives),
          },
        },
      },
    },
  };
}

function pod(
  context: RenderContext,
  { image, months, volumeGiB }: Archives,
): ManifestFields {
  const { platform, ref, spec, database } = context;
  const { container, filestorePrefix, archivePrefix } = backupLocationOf(
    platform,
    ref,
    spec.region,
  );
  const verified = database.sslMode === 'verify-full';
  const folder = (prefix: string) =>
    `store:${container}/${prefix.replace(/\/$/, '')}`;
  return {
    restartPolicy: 'Never',
    // It writes where the copy of the filestore lies: the same account may.
    serviceAccountName: OBJECT_NAMES.filestoreCopy,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    initContainers: [
      ...(verified
        ? [
            archiver('lend-authorities', image, LEND_AUTHORITIES, {
              volumeMounts: [{ name: 'authorities', mountPath: AUTHORITIES }],
            }),
          ]
        : []),
      archiver('dump', platform.database.imageName, DUMP, {
        env: [
          {
            name: 'DATABASE_URI',
            valueFrom: {
              secretKeyRef: {
                name: OBJECT_NAMES.odooConfSecret,
                key: SESSION_DATABASE_URI_KEY,
              },
            },
          },
        ],
        volumeMounts: [
          { name: 'work', mountPath: WORK },
          { name: 'tmp', mountPath: '/tmp' },
          ...(verified
            ? [
                {
                  name: 'authorities',
                  mountPath: TRUSTED,
                  readOnly: true,
                },
              ]
            : []),
        ],
      }),
    ],
    containers: [
      archiver('archive', image, ARCHIVE, {
        env: [
          { name: 'SOURCE', value: `${FILESTORE}/filestore/${database.name}` },
          { name: 'FILES', value: folder(filestorePrefix) },
          { name: 'ARCHIVES', value: folder(archivePrefix) },
          { name: 'MAXIMUM_DAYS', value: String(months * DAYS) },
          ...storeEnvironment(context),
        ],
        volumeMounts: [
          { name: 'work', mountPath: WORK },
          { name: 'filestore', mountPath: FILESTORE, readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      }),
    ],
    volumes: [
      {
        name: 'work',
        ephemeral: {
          volumeClaimTemplate: {
            metadata: { labels: labelsOf(context, 'archive') },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: platform.database.storageClass,
              resources: { requests: { storage: gibibytes(volumeGiB) } },
            },
          },
        },
      },
      {
        name: 'filestore',
        persistentVolumeClaim: {
          claimName: OBJECT_NAMES.filestore,
          readOnly: true,
        },
      },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      ...(verified
        ? [{ name: 'authorities', emptyDir: { sizeLimit: '16Mi' } }]
        : []),
    ],
  };
}

function archiver(
  name: string,
  image: string,
  script: string,
  fields: ManifestFields,
): ManifestFields {
  const { cpu, memoryRequestMiB, memoryLimitMiB } = ARCHIVE_POD;
  return {
    name,
    image,
    command: ['/bin/sh', '-euc', script],
    ...fields,
    resources: {
      requests: { cpu: cores(cpu), memory: mebibytes(memoryRequestMiB) },
      limits: { memory: mebibytes(memoryLimitMiB) },
    },
    securityContext: CONFINED_CONTAINER,
  };
}
