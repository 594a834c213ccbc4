import { nanosecondsOf } from '../bounds';

/** Seconds with as many decimals as it takes, as in JSON of protobuf. */
export function durationText(duration: {
  seconds: bigint;
  nanos: number;
}): string {
  const nanoseconds = nanosecondsOf(duration);
  const magnitude = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const digits = magnitude.toString().padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return `${nanoseconds < 0n ? '-' : ''}${digits.slice(0, -9)}${
    fraction && `.${fraction}`
  }s`;
}

/** RFC 3339 without decimals that are not there. */
export function timestampText(timestamp: Date): string {
  return timestamp.toISOString().replace(/\.?0*Z$/, 'Z');
}

/** The bytes of a value that is such; of another realm too, as in tests. */
export function bytesOf(value: unknown): Buffer | undefined {
  return ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
}
