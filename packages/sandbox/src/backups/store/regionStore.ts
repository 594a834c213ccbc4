import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  BlobServiceClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
  type ContainerClient,
} from '@azure/storage-blob';
import type { Platform } from '@plumbline/plugin-odoo-common';
import type { Azurite } from './azurite';

/** The construction group's subscription. */
export const SUBSCRIPTION = '5f2c1b8e-7d34-4c1a-9b0e-2a6d8f3e4c10';

const YEAR_MS = 365 * 86_400_000;

export interface BackupStoreAccess {
  name: string;
  account: string;
  region: string;
  resourceId: string;
  endpoint: string;
  secondaryEndpoint: string;
  sasToken: string;
}

/** Name of the storage account that keeps the backups of a region. */
export function accountOf(platform: Platform, region: string): string {
  const url = platform.database.backupDestination.replaceAll(
    '{region}',
    region,
  );
  return new URL(url.replaceAll('{name}', 'any')).hostname.split('.')[0];
}

/**
 * The storage account of one region as RA-GZRS keeps it: readable and writable in its region, and a copy to
 * read in the paired region, each served by that region's Azurite.
 */
export class RegionStore {
  readonly primary: BlobServiceClient;
  readonly secondary: BlobServiceClient;
  readonly #credential: StorageSharedKeyCredential;

  constructor(
    readonly region: string,
    readonly account: string,
    key: string,
    readonly azurite: Azurite,
    readonly paired: Azurite,
    readonly pairedRegion: string,
  ) {
    this.#credential = new StorageSharedKeyCredential(account, key);
    const client = (url: string) =>
      new BlobServiceClient(`${url}/${account}`, this.#credential, {
        // A store that is away is asked again at the next round.
        retryOptions: { maxTries: 1 },
      });
    this.primary = client(azurite.url);
    this.secondary = client(paired.url);
  }

  get endpoint(): string {
    return `${this.azurite.url}/${this.account}`;
  }

  /** How the portal reads it. */
  access(now: Date): BackupStoreAccess {
    const { region, account, resourceId, endpoint } = this;
    return {
      name: `backups-${region}`,
      account,
      region,
      resourceId,
      endpoint,
      // As Azure serves it: another name of the account, read only.
      secondaryEndpoint: `${this.paired.url}/${account}-secondary`,
      sasToken: this.readSas(now),
    };
  }

  /** Its name in Azure Resource Manager. */
  get resourceId(): string {
    return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-backups-${this.region}/providers/Microsoft.Storage/storageAccounts/${this.account}`;
  }

  /** @param path - `/<container>/<name>` */
  async hasBlob(path: string): Promise<boolean> {
    const [, container, ...name] = decodeURI(path).split('/');
    return this.primary
      .getContainerClient(container)
      .getBlobClient(name.join('/'))
      .exists();
  }

  /** A SAS of one container; `permissions` as Azure abbreviates them. */
  containerSas(containerName: string, permissions: string, expiresOn: Date) {
    return generateBlobSASQueryParameters(
      {
        containerName,
        permissions: ContainerSASPermissions.parse(permissions),
        expiresOn,
      },
      this.#credential,
    ).toString();
  }

  /** A SAS that may read and list everything of the account, and nothing else. */
  readSas(now: Date): string {
    return generateAccountSASQueryParameters(
      {
        services: AccountSASServices.parse('b').toString(),
        resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
        permissions: AccountSASPermissions.parse('rl'),
        expiresOn: new Date(now.getTime() + YEAR_MS),
      },
      this.#credential,
    ).toString();
  }
}

export async function putBlob(
  container: ContainerClient,
  name: string,
  content: Buffer,
): Promise<void> {
  await container.getBlockBlobClient(name).upload(content, content.length);
}

/** As a streaming upload does: the store has no MD5 of the whole. */
export async function putInBlocks(
  container: ContainerClient,
  name: string,
  content: Buffer,
): Promise<void> {
  const blob = container.getBlockBlobClient(name);
  const block = Buffer.from('00000000').toString('base64');
  await blob.stageBlock(block, content, content.length);
  await blob.commitBlockList([block]);
}
