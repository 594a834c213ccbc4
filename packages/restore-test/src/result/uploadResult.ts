import { AnonymousCredential, BlockBlobClient } from '@azure/storage-blob';
import { failureText } from '../failure';
import { RestoreTestEnvelope } from './signResult';

/**
 * Creates the blob; a result that lies there already is never replaced, by whomever it was written.
 * @throws Error without any credential
 */
export async function uploadResult(
  url: string,
  sasToken: string,
  envelope: RestoreTestEnvelope,
): Promise<void> {
  const content = JSON.stringify(envelope);
  const blob = new BlockBlobClient(
    `${url}?${sasToken}`,
    new AnonymousCredential(),
  );
  try {
    await blob.upload(content, Buffer.byteLength(content), {
      conditions: { ifNoneMatch: '*' },
      blobHTTPHeaders: { blobContentType: 'application/json' },
    });
  } catch (error) {
    throw new Error(`The result could not be written: ${failureText(error)}`);
  }
}
