import { createHash } from 'node:crypto';
import { BlobItem, BlobStore } from '../../store';
import { MalformedBackup } from './MalformedBackup';

/**
 * A whole blob, compared with what the listing says of it. Its length and checksum are known at the end only, so
 * nothing may be concluded before this has ended.
 */
export async function* verifiedStream(
  store: BlobStore,
  blob: BlobItem,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const md5 = createHash('md5');
  let length = 0;
  for await (const chunk of store.stream(blob.name, { signal })) {
    md5.update(chunk);
    length += chunk.length;
    if (length > blob.size) throw lyingLength(blob, `more than ${blob.size}`);
    yield chunk;
  }
  if (length < blob.size) throw lyingLength(blob, String(length));
  if (blob.contentMd5 && blob.contentMd5 !== md5.digest('base64')) {
    throw new MalformedBackup(
      'checksum-mismatch',
      'differs from the checksum that was stored with it (Content-MD5)',
    );
  }
}

function lyingLength({ size }: BlobItem, held: string): MalformedBackup {
  return new MalformedBackup(
    'lying-length',
    `holds ${held} bytes although the store lists ${size}`,
  );
}
