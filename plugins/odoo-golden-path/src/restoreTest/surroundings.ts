import { limitRange, restrictedNamespace } from '../components/namespace';
import { defaultDeny, networkPolicy } from '../components/networkPolicy';
import { tcp } from '../components/networkPeers';
import { vaultSecret, vaultStore } from '../components/vault';
import { selectorOf } from '../manifest/labels';
import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { cores, mebibytes } from '../manifest/quantities';
import { RESTORE_TEST_VAULT_KEYS, RESTORE_TEST_VAULT_READER } from './names';
import { RESTORE_TEST } from './objectNames';
import { RestoreTestContext } from './restoreTestContext';
import { podRequests } from './size';

/** The namespace, and room in it for the one pod of the test. */
export function guardrails(context: RestoreTestContext): Manifest[] {
  const { cpu, memoryMiB } = podRequests(context);
  return [
    restrictedNamespace(context),
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadataOf(context, {
        name: OBJECT_NAMES.resourceQuota,
        component: 'namespace',
        wave: 'guardrails',
      }),
      spec: {
        hard: {
          'requests.cpu': cores(cpu),
          'requests.memory': mebibytes(memoryMiB),
          pods: '1',
          persistentvolumeclaims: '1',
          // Nobody calls a restored copy.
          services: '0',
        },
      },
    },
    limitRange(context),
  ];
}

/** Nothing comes in; out goes the test's pod alone, to the backup store alone. */
export function network(context: RestoreTestContext): Manifest[] {
  return [
    ...defaultDeny(context),
    networkPolicy(context, 'allow-backup-store', {
      podSelector: { matchLabels: selectorOf(context, 'restore-test') },
      policyTypes: ['Egress'],
      egress: [
        {
          to: context.settings.storeAddresses.map(cidr => ({
            ipBlock: { cidr },
          })),
          ports: tcp(443),
        },
      ],
    }),
  ];
}

/** Accounts without a token in the pod, and the credentials of the test. */
export function access(context: RestoreTestContext): Manifest[] {
  const accounts = [RESTORE_TEST, RESTORE_TEST_VAULT_READER].map(
    (name): Manifest => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(context, {
        name,
        component: 'identity',
        wave: 'guardrails',
      }),
      automountServiceAccountToken: false,
    }),
  );
  return [
    ...accounts,
    vaultStore(context, RESTORE_TEST_VAULT_READER),
    vaultSecret(context, { name: RESTORE_TEST, keys: RESTORE_TEST_VAULT_KEYS }),
  ];
}
