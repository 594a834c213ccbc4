import { BlobStore } from '../../store';

/** A directory of as many bytes is parsed without holding up anything else for long. */
const CHUNK_BYTES = 1024 * 1024;

/** A part of a blob in chunks, for what lies in the middle of a large one. */
export async function* rangedChunks(
  store: BlobStore,
  name: string,
  part: { offset: number; length: number; signal?: AbortSignal },
): AsyncGenerator<Buffer> {
  const { signal } = part;
  const end = part.offset + part.length;
  for (let offset = part.offset; offset < end; ) {
    const length = Math.min(CHUNK_BYTES, end - offset);
    const range = { offset, length };
    const chunk = await store.read(name, { range, maxBytes: length, signal });
    if (chunk.length === 0) return;
    offset += chunk.length;
    yield chunk;
  }
}
