import {
  environmentName,
  environmentRefSchema,
  RESTORE_TEST_CONTAINER,
  type Platform,
} from '@plumbline/plugin-odoo-common';
import {
  RESTORE_TEST_VAULT_KEYS,
  vaultUrlOf,
} from '@plumbline/plugin-odoo-golden-path';
import type { Ledger } from './ledger/ledger';
import { placeOf, sharedServerOf } from './place';
import type { RegionStore } from './store/regionStore';

const VALID_MS = 5 * 365 * 86_400_000;

interface Issuer {
  platform: Platform;
  seededAt: Date;
  /** PEM. */
  restoreTestKey: string;
}

/** What a restore test finds in the vault of its environment; undefined for any other secret. */
export function issuedSecret(
  { platform, seededAt, restoreTestKey }: Issuer,
  { servers }: Ledger,
  stores: readonly RegionStore[],
  vaultUrl: string,
  key: string,
): string | undefined {
  const server = servers.find(({ environment }) => {
    // Only environments are tested.
    if (sharedServerOf(platform, environment)) return false;
    const name = environmentName(environmentRefSchema.parse(environment));
    return vaultUrlOf(platform, name) === vaultUrl;
  });
  const store = stores.find(({ region }) => region === server?.region);
  if (!server || !store) return undefined;
  // The same at every reading, so that the Secret stays as it is.
  const until = new Date(seededAt.getTime() + VALID_MS);
  switch (key) {
    case RESTORE_TEST_VAULT_KEYS['backup-read.sas']:
      return store.containerSas(
        placeOf(platform, server).container,
        'rl',
        until,
      );
    case RESTORE_TEST_VAULT_KEYS['result-create.sas']:
      return store.containerSas(RESTORE_TEST_CONTAINER, 'c', until);
    case RESTORE_TEST_VAULT_KEYS['signing-key.pem']:
      return restoreTestKey;
    default:
      return undefined;
  }
}
