import { createHash } from 'node:crypto';

/** The id that Git gives a file of this content: SHA-1 of `blob <bytes>\0<content>`, gitformat-loose(5). */
export function blobId(content: string): string {
  const bytes = Buffer.from(content, 'utf8');
  return createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
