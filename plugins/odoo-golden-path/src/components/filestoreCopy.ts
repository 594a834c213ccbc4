import {
  FILESTORE_SYNC_MARK,
  backupLocationOf,
} from '@plumbline/plugin-odoo-common';
import { labelsOf, selectorOf } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { cores, mebibytes } from '../manifest/quantities';
import { RenderContext } from '../manifest/renderContext';
import { CONFINED_CONTAINER, CONFINED_POD } from '../odoo/confinement';
import {
  FILESTORE_COPY_POD,
  FilestoreCopy,
  SETTLING_MINUTES,
  copySchedule,
  filestoreCopyOf,
} from '../plan/filestoreCopy';
import { storeEnvironment } from './backupStoreAccess';
import { tcp } from './networkPeers';
import { networkPolicy } from './networkPolicy';

const MOUNT = '/filestore';
const HOURS_24 = 24 * 3600;

/**
 * One whole round, then the mark that tells when it began: only a round that ended well leaves one. What was
 * younger than the settling time is left to the next round, so the mark is older by as much.
 */
const COPY_AND_MARK = `began=$(date -u -d "@$(($(date +%s) - ${
  SETTLING_MINUTES * 60
}))" +%Y-%m-%dT%H:%M:%SZ)
rclone copy "$SOURCE" "$TARGET" ${[
  // Not Odoo's checklist of garbage.
  "'--include=/[0-9a-f][0-9a-f]/*'",
  '--ignore-existing',
  `--min-age=${SETTLING_MINUTES}m`,
  '--checkers=16',
  '--transfers=8',
  // Buffers of the uploads: 8 * 4 * 4 MiB.
  '--azureblob-upload-concurrency=4',
  '--azureblob-no-check-container',
  '--cache-dir=/tmp',
  '--stats-one-line',
].join(' ')}
printf '{"startedAt":"%s"}' "$began" |
  rclone rcat "$TARGET/${FILESTORE_SYNC_MARK}" --azureblob-no-check-container --cache-dir=/tmp
`;

/**
 * Copies the filestore beside the database's backups, often enough for the tier's RPO.
 *
 * By rclone: it compares names only, which is all that content-addressed files need, keeps nothing on
 * disk (AzCopy writes a plan of every job), and its exit code tells whether everything arrived. It reads
 * the share and only ever adds to the store: a file that Odoo collects as garbage, or that ransomware
 * rewrites, stays in the copy as it was.
 *
 * Whoever makes the Azure identity annotates the account `odoo-filestore-copy`, as the database's.
 */
export function filestoreCopyComponent(context: RenderContext): Manifest[] {
  const copy = filestoreCopyOf(context.platform, context.tier);
  if (!copy) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.filestoreCopy,
        component: 'backup',
        wave: 'guardrails',
      }),
      automountServiceAccountToken: false,
    },
    networkPolicy(context, 'allow-backup', {
      podSelector: { matchLabels: selectorOf(context, 'backup') },
      policyTypes: ['Egress'],
      // The backup store and Azure's tokens, both behind addresses that only the cluster knows.
      egress: [{ ports: tcp(443) }],
    }),
    cronJob(context, copy),
  ];
}

function cronJob(context: RenderContext, copy: FilestoreCopy): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.filestoreCopy,
      component: 'backup',
      wave: 'workloads',
    }),
    spec: {
      schedule: copySchedule(copy),
      timeZone: 'Etc/UTC',
      // The first copy may take hours: the next run waits for it.
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels: labelsOf(context, 'backup') },
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: HOURS_24,
          template: {
            metadata: {
              labels: {
                ...labelsOf(context, 'backup'),
                'azure.workload.identity/use': 'true',
              },
            },
            spec: pod(context, copy),
          },
        },
      },
    },
  };
}

function pod(context: RenderContext, { image }: FilestoreCopy): ManifestFields {
  const { cpu, memoryRequestMiB, memoryLimitMiB } = FILESTORE_COPY_POD;
  const { platform, ref, spec, database } = context;
  const { container, filestorePrefix } = backupLocationOf(
    platform,
    ref,
    spec.region,
  );
  return {
    restartPolicy: 'Never',
    serviceAccountName: OBJECT_NAMES.filestoreCopy,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    containers: [
      {
        name: 'rclone',
        image,
        command: ['/bin/sh', '-euc', COPY_AND_MARK],
        env: [
          { name: 'SOURCE', value: `${MOUNT}/filestore/${database.name}` },
          {
            name: 'TARGET',
            value: `store:${container}/${filestorePrefix.replace(/\/$/, '')}`,
          },
          ...storeEnvironment(context),
        ],
        resources: {
          requests: { cpu: cores(cpu), memory: mebibytes(memoryRequestMiB) },
          limits: { memory: mebibytes(memoryLimitMiB) },
        },
        securityContext: CONFINED_CONTAINER,
        volumeMounts: [
          { name: 'filestore', mountPath: MOUNT, readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      {
        name: 'filestore',
        persistentVolumeClaim: {
          claimName: OBJECT_NAMES.filestore,
          readOnly: true,
        },
      },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
  };
}
