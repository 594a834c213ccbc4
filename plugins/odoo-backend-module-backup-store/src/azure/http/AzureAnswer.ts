import { Dispatcher } from 'undici';
import { BlobStoreError } from '../../store';
import { connectionError } from './errors';

/** An answer that was not refused: its headers are there, its body is still on the way. */
export class AzureAnswer {
  readonly status: number;

  constructor(
    private readonly subject: string,
    private readonly answer: Dispatcher.ResponseData,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.status = answer.statusCode;
  }

  header(name: string): string | undefined {
    const value = this.answer.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }

  /** The body; fails with kind `too-large` before more than `maxBytes` of it are passed on. */
  async *chunks(maxBytes = Infinity): AsyncGenerator<Buffer> {
    let size = 0;
    try {
      for await (const chunk of this.answer.body) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(this.subject, maxBytes);
        yield chunk;
      }
    } catch (error) {
      throw connectionError(this.subject, error, this.signal);
    }
  }

  /** Lets go of what is still to come: it is of no interest and may be endless. */
  discard(): void {
    // A body that is destroyed before its end reports that as an error, which nobody waits for any more.
    this.answer.body.on('error', () => undefined);
    this.answer.body.destroy();
  }
}

export function tooLarge(subject: string, maxBytes: number): BlobStoreError {
  return new BlobStoreError(
    'too-large',
    `${subject}: has more than the ${maxBytes} bytes that are read of such a file`,
  );
}
