import { SEGMENT_BYTES } from '../database/initialise';

const PER_FILE = 2 ** 32 / SEGMENT_BYTES;

/** Name of the segment before one of the same timeline. */
export function segmentBefore(name: string): string {
  const [timeline, high, low] = [0, 8, 16].map(at =>
    parseInt(name.slice(at, at + 8), 16),
  );
  const before = high * PER_FILE + low - 1;
  return [timeline, Math.floor(before / PER_FILE), before % PER_FILE]
    .map(part => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}
