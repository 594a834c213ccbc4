import { EnvironmentRef, environmentName } from '@plumbline/plugin-odoo-common';

/**
 * Where the restore test of an environment runs. The dot keeps its names apart from those of every
 * environment: a tenant `restore-x` may exist, a tenant with a dot may not.
 */
export function restoreTestNames(ref: EnvironmentRef) {
  const name = environmentName(ref);
  return {
    /** Thrown away after the test with all that is in it. */
    namespace: `restore-${name}`,
    /** Name of the Argo CD Application, and what its objects are part of. */
    application: `restore.${name}`,
    /** What Argo CD applies, relative to the GitOps repository. */
    manifestsFolder: `restore-tests/${name}/manifests`,
  };
}

/** The file by which a cluster takes a restore test on, and by whose removal the test is destroyed. */
export const restoreTestEntry = (cluster: string, ref: EnvironmentRef) =>
  `clusters/${cluster}/${restoreTestNames(ref).application}.yaml`;

/** Name of the Job: a new test is a new Job, because a Job's template cannot change. */
export const restoreTestJob = (test: string) => `restore-test-${test}`;

/**
 * Secrets that a restore test needs from the environment's vault, by file name in the Job: a SAS that
 * reads and lists the environment's container, one that can only create blobs in the container of
 * results, and the private half (PKCS #8, PEM) of an Ed25519 key whose public half the portal knows.
 */
export const RESTORE_TEST_VAULT_KEYS = {
  'backup-read.sas': 'restore-test-backup-read-sas',
  'result-create.sas': 'restore-test-result-create-sas',
  'signing-key.pem': 'restore-test-signing-key',
} as const;
export type RestoreTestSecretFile = keyof typeof RESTORE_TEST_VAULT_KEYS;

/** External Secrets reads the vault as this account; its identity needs those secrets and no others. */
export const RESTORE_TEST_VAULT_READER = 'restore-test-vault-reader';
