import {
  RESTORE_TEST_CONTAINER,
  backupLocationOf,
  environmentName,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';
import { ManifestFields } from '../manifest/manifest';
import { DATABASE_NAME } from '../manifest/objectNames';
import { cores, mebibytes } from '../manifest/quantities';
import { CONFINED_CONTAINER } from '../odoo/confinement';
import { HTTP_PORT } from '../odoo/ports';
import { RestoreTestSecretFile } from './names';
import {
  NEUTRALISED_MARKER,
  RESTORE_TEST,
  RUN_DIRECTORY,
  SECRETS_DIRECTORY,
  WORK_DIRECTORY,
} from './objectNames';
import { RestoreTestContext } from './restoreTestContext';
import { restoreTestSeconds, restoreSize } from './size';

/** Left to the program for its result before Kubernetes ends it. */
const RESULT_SECONDS = 120;
const SAMPLED_ATTACHMENTS = 200;

/** The container that restores, checks and reports. */
export function restoreContainer(context: RestoreTestContext): ManifestFields {
  const { cpu, memoryMiB } = restoreSize(context);
  return {
    name: RESTORE_TEST,
    image: context.settings.image,
    env: Object.entries(environmentOf(context)).map(([name, value]) => ({
      name: `RESTORE_TEST_${name}`,
      value: String(value),
    })),
    resources: {
      requests: { cpu: cores(cpu), memory: mebibytes(memoryMiB) },
      limits: { memory: mebibytes(memoryMiB) },
    },
    securityContext: CONFINED_CONTAINER,
    volumeMounts: [
      { name: 'run', mountPath: RUN_DIRECTORY },
      { name: 'secrets', mountPath: SECRETS_DIRECTORY, readOnly: true },
      { name: 'work', mountPath: WORK_DIRECTORY },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** Settings of the program, `packages/restore-test`; no value is a secret. */
function environmentOf(
  context: RestoreTestContext,
): Record<string, string | number> {
  const { ref, platform, spec, tier, test, settings } = context;
  const location = backupLocationOf(platform, ref, spec.region);
  const secret = (file: RestoreTestSecretFile) =>
    `${SECRETS_DIRECTORY}/${file}`;
  return {
    ENVIRONMENT: formatEnvironmentRef(ref),
    ID: test.id,
    NONCE: test.nonce,
    POINT: JSON.stringify(test.point),
    CONTAINER_URL: `${location.accountUrl}/${location.container}`,
    DATABASE_PREFIX: location.databasePrefix,
    FILESTORE_PREFIX: location.filestorePrefix,
    READ_SAS_FILE: secret('backup-read.sas'),
    RESULT_URL: `${location.accountUrl}/${RESTORE_TEST_CONTAINER}/${location.restoreTestPrefix}${test.id}.json`,
    RESULT_SAS_FILE: secret('result-create.sas'),
    SIGNING_KEY_FILE: secret('signing-key.pem'),
    KEY_ID: settings.keyId.replaceAll('{name}', environmentName(ref)),
    WORK_DIRECTORY,
    RUN_DIRECTORY,
    NEUTRALISED_MARKER,
    DATABASE: DATABASE_NAME,
    ODOO_URL: `http://127.0.0.1:${HTTP_PORT}`,
    DEADLINE_SECONDS: restoreTestSeconds(context) - RESULT_SECONDS,
    SHARED_BUFFERS_MIB: Math.floor(restoreSize(context).memoryMiB / 4),
    ATTACHMENT_SAMPLE: SAMPLED_ATTACHMENTS,
    // A file younger than the tier's tolerance may still be on its way into the copy.
    FILESTORE_LAG_SECONDS: tier.rpo
      ? Duration.fromISO(tier.rpo).as('seconds')
      : 0,
  };
}
