import { TokenCredential } from '@azure/core-auth';
import {
  AzureBlobStore,
  AzureConnection,
  STORAGE_SCOPE,
  blobServiceAt,
} from '../azure';
import { ArmClient } from '../azure/arm';
import { StoreConfig } from '../config';
import {
  AccountFacts,
  ContainerFacts,
  GeoStats,
  readAccount,
  readContainer,
  readGeoStats,
} from '../copies';
import { BlobStoreError } from '../store';

/** One configured account: its connections are kept between runs. */
export class StoreAccess {
  readonly #primary: AzureConnection;
  readonly #secondary?: AzureConnection;
  readonly #arm?: ArmClient;

  constructor(
    readonly config: StoreConfig,
    { identity, arm }: { identity: TokenCredential; arm: AzureConnection },
  ) {
    const { sasToken } = config.credential;
    const credential = sasToken
      ? { sasToken }
      : { identity, scope: STORAGE_SCOPE };
    const { endpoint, secondaryEndpoint, resourceId } = config;
    this.#primary = blobServiceAt({ endpoint, credential });
    this.#secondary =
      secondaryEndpoint &&
      blobServiceAt({ endpoint: secondaryEndpoint, credential });
    this.#arm = resourceId ? new ArmClient(arm) : undefined;
  }

  /** Requests so far. */
  get calls(): number {
    const clients = [this.#primary, this.#secondary, this.#arm];
    return clients.reduce((sum, client) => sum + (client?.calls ?? 0), 0);
  }

  container(name: string): AzureBlobStore {
    return new AzureBlobStore(this.#primary, name);
  }

  /** Undefined where the account is not configured for it. */
  async account(
    containers: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<AccountFacts | undefined> {
    const { resourceId } = this.config;
    return this.#arm && resourceId
      ? readAccount(this.#arm, resourceId, containers, signal)
      : undefined;
  }

  /** Undefined where the credential may not ask: a SAS of one container cannot. */
  async properties(
    container: string,
    signal: AbortSignal,
  ): Promise<ContainerFacts | undefined> {
    return unlessForbidden(readContainer(this.#primary, container, signal));
  }

  async geoStats(signal: AbortSignal): Promise<GeoStats | undefined> {
    return this.#secondary
      ? unlessForbidden(readGeoStats(this.#secondary, signal))
      : undefined;
  }

  async close(): Promise<void> {
    await this.#primary.close();
    await this.#secondary?.close();
  }
}

async function unlessForbidden<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof BlobStoreError && error.kind === 'forbidden') {
      return undefined;
    }
    throw error;
  }
}
