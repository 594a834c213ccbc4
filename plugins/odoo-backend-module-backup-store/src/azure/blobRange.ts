import { BlobStoreError } from '../store';
import { AzureAnswer } from './http';

export interface AbsoluteRange {
  offset: number;
  length: number;
}

export function rangeHeader({ offset, length }: AbsoluteRange): string {
  return `bytes=${offset}-${offset + length - 1}`;
}

/**
 * The number of bytes that follow, when they are those that were asked for; fewer at the end of the blob.
 * What lies elsewhere would be judged as if it were the tail or header of the blob.
 */
export function lengthOfRange(
  name: string,
  answer: AzureAnswer,
  { offset, length }: AbsoluteRange,
): number {
  const text = answer.header('content-range') ?? '';
  const [first, last, size] = (
    /^bytes (\d+)-(\d+)\/(\d+)$/.exec(text)?.slice(1) ?? []
  ).map(Number);
  const end = Math.min(offset + length, size) - 1;
  if (answer.status === 206 && first === offset && last === end) {
    return last - first + 1;
  }
  throw new BlobStoreError(
    'garbled',
    `${name}: asked for ${rangeHeader({
      offset,
      length,
    })}, the store answered ${answer.status} with ${
      text.length <= 80 && text ? text : 'another range'
    }`,
  );
}

/** The length that the store promises; undefined when it promises none. */
export function promisedLength(
  name: string,
  answer: AzureAnswer,
): number | undefined {
  const text = answer.header('content-length');
  if (text === undefined) return undefined;
  const length = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(length)) return length;
  throw new BlobStoreError('garbled', `${name}: has no readable length`);
}
