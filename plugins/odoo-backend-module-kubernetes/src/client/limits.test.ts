import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { readBody } from './readBody';
import { throttleDelay } from './throttle';

const NOW = new Date('2026-07-30T09:30:00Z');

describe('throttleDelay', () => {
  it.each([
    ['2', 0, 2000],
    ['0', 3, 0],
    ['600', 0, 600_000],
    ['Thu, 30 Jul 2026 09:30:05 GMT', 0, 5000],
    ['Thu, 30 Jul 2026 09:00:00 GMT', 0, 0],
    [undefined, 0, 500],
    [undefined, 2, 2000],
    [undefined, 20, 15_000],
    ['soon', 1, 1000],
  ])('after Retry-After %s in attempt %s is %s ms', (header, attempt, ms) => {
    expect(throttleDelay(header, attempt, NOW)).toBe(ms);
  });
});

describe('readBody', () => {
  it('stops at its limit, counted after unpacking', async () => {
    const text = 'x'.repeat(5000);
    const packed = () => Readable.from([gzipSync(text)]);
    await expect(readBody(packed(), 'gzip', 5000)).resolves.toBe(text);
    await expect(readBody(packed(), 'gzip', 4999)).rejects.toThrow(
      'larger than 4999 bytes',
    );
    const garbage = Readable.from([Buffer.from('not gzip')]);
    await expect(readBody(garbage, 'gzip')).rejects.toThrow(/header/);
  });
});
