/**
 * WAL segments: `TTTTTTTTXXXXXXXXYYYYYYYY` is timeline, 4 GiB of log, and segment in them.
 * Source: access/xlog_internal.h
 */
const HEX = 16;
const FOLDER_BYTES = 2 ** 32;

const hex = (value: number) =>
  value.toString(HEX).toUpperCase().padStart(8, '0');

/** `number` is LSN / size: at most 2^44, so exact. */
export function segmentName(
  timeline: number,
  number: number,
  segmentBytes: number,
): string {
  const perFolder = FOLDER_BYTES / segmentBytes;
  return [timeline, Math.floor(number / perFolder), number % perFolder]
    .map(hex)
    .join('');
}

export function segmentNumber(name: string, segmentBytes: number): number {
  const perFolder = FOLDER_BYTES / segmentBytes;
  return (
    parseInt(name.slice(8, 16), HEX) * perFolder +
    parseInt(name.slice(16, 24), HEX)
  );
}

export const timelineOf = (name: string) => parseInt(name.slice(0, 8), HEX);

export const historyName = (timeline: number) => `${hex(timeline)}.history`;

/** `high/low` in hexadecimal. */
export function parseLsn(text: string): bigint {
  const [high, low] = text.split('/');
  return BigInt(`0x${high}`) * BigInt(FOLDER_BYTES) + BigInt(`0x${low}`);
}
