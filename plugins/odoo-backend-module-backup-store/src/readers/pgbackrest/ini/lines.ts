import { IniError } from './IniError';

export interface IniLimits {
  maxBytes: number;
  maxLines: number;
}

/** The longest line of a manifest lists the damaged pages of a file; ours are far shorter. */
const MAX_LINE_BYTES = 1024 * 1024;
const ENCRYPTED = Buffer.from('Salted__');
const NEWLINE = 0x0a;

/** Lines of a file of which no more than one line and one chunk is held, a character for each byte. */
export async function* lines(
  chunks: AsyncIterable<Buffer>,
  limits: IniLimits,
): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let count = 0;
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.maxBytes) {
      throw new IniError('too-large', `it is larger than ${limits.maxBytes} B`);
    }
    if (head.length < ENCRYPTED.length) {
      head = Buffer.concat([head, chunk]).subarray(0, ENCRYPTED.length);
      if (head.equals(ENCRYPTED)) {
        throw new IniError('encrypted', 'it is encrypted');
      }
    }
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    let end = data.indexOf(NEWLINE, Math.min(rest.length, data.length));
    while (end >= 0) {
      if (++count > limits.maxLines) {
        throw new IniError(
          'too-large',
          `it has more than ${limits.maxLines} lines`,
        );
      }
      refuseLong(end - start, count);
      yield data.toString('latin1', start, end);
      start = end + 1;
      end = data.indexOf(NEWLINE, start);
    }
    rest = data.subarray(start);
    refuseLong(rest.length, count + 1);
  }
  if (rest.length > 0) {
    throw new IniError('checksum', 'it ends within a line, so it was cut');
  }
}

function refuseLong(bytes: number, number: number) {
  if (bytes <= MAX_LINE_BYTES) return;
  throw new IniError(
    'malformed',
    `line ${number} is longer than ${MAX_LINE_BYTES} B`,
  );
}
