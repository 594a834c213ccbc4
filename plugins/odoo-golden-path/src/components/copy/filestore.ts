import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';
import { CopySource } from '../../manifest/copySource';
import { fingerprint } from '../../manifest/fingerprint';
import { labelsOf, selectorOf } from '../../manifest/labels';
import { Manifest, ManifestFields } from '../../manifest/manifest';
import { metadataOf } from '../../manifest/metadata';
import { cores, mebibytes } from '../../manifest/quantities';
import { OBJECT_NAMES } from '../../manifest/objectNames';
import { RenderContext } from '../../manifest/renderContext';
import { CONFINED_CONTAINER, CONFINED_POD } from '../../odoo/confinement';
import {
  FILESTORE_COPY_POD,
  filestoreRestoreImage,
} from '../../plan/filestoreCopy';
import { storeAt } from '../backupStoreAccess';
import { tcp } from '../networkPeers';
import { networkPolicy } from '../networkPolicy';
import {
  COPY_NAMES,
  FILESTORE_RESTORED,
  FILESTORE_SECONDS,
} from './objectNames';

const MOUNT = '/filestore';
const VERSION_CHARACTERS = 6;

/**
 * Waits for a whole round of copying that began after the moment, then takes every file: a filestore is only added
 * to, so what came later is of no harm, and what is missing would be a broken attachment. A file that is there is
 * left: its name is the hash of its content. Once it is whole it stays as it is, whatever the source does later. A
 * share that an earlier environment of the name left behind, with files of another source or from before the moment,
 * is not taken for it.
 */
export const RESTORE_FILES = `reaches() { [ "$(printf '%s\\n%s\\n' "$AT" "$1" | sort | head -n 1)" = "$AT" ]; }
if [ -e "$RESTORED" ]; then
  from= copied=
  read -r from copied < "$RESTORED" || true
  if [ "$from" = "$ENVIRONMENT" ] && reaches "$copied"; then
    echo "The files are there: nothing to do"
    exit 0
  fi
  echo "The share has the files of \${from:-nobody} from \${copied:-no known moment}, and those of $ENVIRONMENT from $AT are wanted: it was left behind by an earlier environment of this name. Choose another name, or take the old volume away" >&2
  exit 1
fi
mark() { rclone cat "$SOURCE/${FILESTORE_SYNC_MARK}" --cache-dir=/tmp | sed -n 's/.*"startedAt":"\\([^"]*\\)".*/\\1/p'; }
until copied=$(mark) && [ -n "$copied" ] && reaches "$copied"; do
  echo "Waiting: the copy of the filestore is of \${copied:-no known moment}, and $AT is wanted"
  sleep 60
done
rclone copy "$SOURCE" "$TARGET" '--include=/[0-9a-f][0-9a-f]/*' --ignore-existing --checkers=16 --transfers=8 --cache-dir=/tmp --stats-one-line
printf '%s %s\\n' "$ENVIRONMENT" "$copied" > "$RESTORED"
`;

/**
 * Fills the share with the source's attachments before Odoo starts. By the program and from the place that copies
 * filestores; the account may read the source's container, and nothing that runs Odoo has it.
 */
export function restoredFilestore(
  context: RenderContext,
  source: CopySource,
): Manifest[] {
  const image = filestoreRestoreImage(context.platform);
  if (!image) return [];
  const spec = {
    backoffLimit: 3,
    activeDeadlineSeconds: FILESTORE_SECONDS,
    template: {
      metadata: {
        labels: {
          ...labelsOf(context, 'copy'),
          'azure.workload.identity/use': 'true',
        },
      },
      spec: pod(context, source, image),
    },
  };
  // A Job cannot change: all of it is part of its name. Another one finds the files there.
  const version = fingerprint(JSON.stringify(spec)).slice(
    0,
    VERSION_CHARACTERS,
  );
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(context, {
        name: COPY_NAMES.filestore,
        component: 'copy',
        wave: 'guardrails',
      }),
      automountServiceAccountToken: false,
    },
    networkPolicy(context, 'allow-copy', {
      podSelector: { matchLabels: selectorOf(context, 'copy') },
      policyTypes: ['Egress'],
      // The backup store and Azure's tokens, both behind addresses that only the cluster knows.
      egress: [{ ports: tcp(443) }],
    }),
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadataOf(context, {
        name: `${COPY_NAMES.filestore}-${version}`,
        component: 'copy',
        wave: 'filestore',
      }),
      spec,
    },
  ];
}

function pod(
  { database }: RenderContext,
  { environment, at, backups }: CopySource,
  image: string,
): ManifestFields {
  const { cpu, memoryRequestMiB, memoryLimitMiB } = FILESTORE_COPY_POD;
  const values: Record<string, string> = {
    ENVIRONMENT: environment,
    // Before any moment, when none is named.
    AT: at ?? '0',
    SOURCE: `store:${backups.container}/${backups.filestorePrefix.replace(
      /\/$/,
      '',
    )}`,
    TARGET: `${MOUNT}/filestore/${database.name}`,
    RESTORED: `${MOUNT}/${FILESTORE_RESTORED}`,
  };
  return {
    restartPolicy: 'Never',
    serviceAccountName: COPY_NAMES.filestore,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    containers: [
      {
        name: 'rclone',
        image,
        command: ['/bin/sh', '-euc', RESTORE_FILES],
        env: [
          ...Object.entries(values).map(([name, value]) => ({ name, value })),
          ...storeAt(backups.accountUrl),
        ],
        resources: {
          requests: { cpu: cores(cpu), memory: mebibytes(memoryRequestMiB) },
          limits: { memory: mebibytes(memoryLimitMiB) },
        },
        securityContext: CONFINED_CONTAINER,
        volumeMounts: [
          { name: 'filestore', mountPath: MOUNT },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      {
        name: 'filestore',
        persistentVolumeClaim: { claimName: OBJECT_NAMES.filestore },
      },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
  };
}
