import { AzureConnection, ConnectionOptions } from './http';

/** The oldest version that knows `startFrom`. */
const API_VERSION = '2026-02-06';

/** The Blob service of one storage account. */
export function blobServiceAt(options: ConnectionOptions): AzureConnection {
  return new AzureConnection({
    ...options,
    headers: { 'x-ms-version': API_VERSION },
  });
}
