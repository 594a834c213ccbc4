import { setImmediate as nextTurn } from 'node:timers/promises';
import { toError } from '@backstage/errors';
import { BlobPage, BlobStoreError } from '../../store';
import { AzureAnswer } from '../http';
import { ListingParser } from './ListingParser';

/** A thousand of the longest names stay below. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

export interface Listing {
  page: BlobPage;
  /** Opaque; absent on the last page. */
  nextMarker?: string;
}

/**
 * Reads a page of a listing as it arrives. What is no listing from beginning to end is `garbled`.
 *
 * @param received - is told the size of each piece
 */
export async function readListing(
  subject: string,
  answer: AzureAnswer,
  received: (bytes: number) => void,
): Promise<Listing> {
  const parser = new ListingParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of answer.chunks(MAX_PAGE_BYTES)) {
    received(chunk.length);
    parsed(subject, () =>
      parser.write(decoder.decode(chunk, { stream: true })),
    );
    // What has arrived meanwhile would follow at once, as a whole page in one go.
    await nextTurn();
  }
  return parsed(subject, () => {
    parser.write(decoder.decode());
    return parser.end();
  });
}

function parsed<T>(subject: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const [reason] = toError(error).message.split('\n');
    throw new BlobStoreError(
      'garbled',
      `${subject}: the answer is no listing of blobs (${reason.slice(0, 100)})`,
      { cause: error },
    );
  }
}
