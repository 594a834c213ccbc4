import {
  PublishedDocument,
  RecoveryOrderPublisher,
} from '@plumbline/plugin-odoo-node';
import { AzureConnection, blobServiceAt } from '../azure';
import { blobPath } from '../azure/blobPath';

export interface PublishTarget {
  region: string;
  /** Of a container, without a credential. */
  containerUrl: URL;
  sasToken: string;
}

/** Writes documents into a container of another region; it can write there and nothing else. */
export class ContainerPublisher implements RecoveryOrderPublisher {
  readonly destination: string;
  readonly region: string;
  readonly #connection: AzureConnection;

  constructor({ region, containerUrl, sasToken }: PublishTarget) {
    this.destination = containerUrl.href;
    this.region = region;
    this.#connection = blobServiceAt({
      endpoint: containerUrl,
      credential: { sasToken },
    });
  }

  async publish(
    documents: readonly PublishedDocument[],
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<void> {
    for (const { path, content } of documents) {
      const [folder, ...names] = path.split('/');
      await this.#connection.ask(
        {
          subject: `${this.destination}/${path}`,
          method: 'PUT',
          path: blobPath(folder, names.join('/')),
          headers: {
            'content-type': 'text/markdown; charset=utf-8',
            'x-ms-blob-type': 'BlockBlob',
          },
          body: content,
          signal,
        },
        () => undefined,
      );
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
