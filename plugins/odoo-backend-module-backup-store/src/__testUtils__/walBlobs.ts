import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { SegmentRef, segmentName } from '../wal';

/** Endings of WAL files that tests make. */
export const EXTENSIONS = ['', '.gz', '.zst', '.lz4'] as const;
export type Extension = (typeof EXTENSIONS)[number];

export interface WalWriter {
  systemId: bigint;
  segmentBytes: number;
}

/** The long header of a first page, as PostgreSQL 15 writes it. */
export function walHeader(
  { timeline, number }: SegmentRef,
  { systemId, segmentBytes }: WalWriter,
): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt16LE(0xd110, 0);
  header.writeUInt16LE(2, 2);
  header.writeUInt32LE(timeline, 4);
  header.writeBigUInt64LE(BigInt(number) * BigInt(segmentBytes), 8);
  header.writeBigUInt64LE(systemId, 24);
  header.writeUInt32LE(segmentBytes, 32);
  header.writeUInt32LE(8192, 36);
  return header;
}

/** About what a segment of a quiet server has, compressed. */
const STORED_BYTES = 2100;

/**
 * The stored bytes of a segment, as far as a reader of heads and tails can tell: a gigabyte is not made for it.
 * `size` is what a listing says.
 */
export function storedSegment(
  segment: SegmentRef,
  writer: WalWriter,
  extension: Extension,
): { size: number; content: () => Buffer } {
  const head = () =>
    Buffer.concat([walHeader(segment, writer), noise(segment, 2000)]);
  switch (extension) {
    case '':
      return { size: writer.segmentBytes, content: head };
    case '.gz':
      return {
        size: STORED_BYTES,
        content: () => gzipOf(head(), writer.segmentBytes),
      };
    case '.zst':
      return { size: STORED_BYTES, content: () => zstdCompressSync(head()) };
    default:
      return { size: STORED_BYTES, content: () => lz4FrameOf(head()) };
  }
}

/** A gzip file that says it holds so many bytes. */
export function gzipOf(content: Buffer, length: number): Buffer {
  const stored = gzipSync(content);
  stored.writeUInt32LE(length % 2 ** 32, stored.length - 4);
  return stored;
}

/** A frame with one block that was not worth compressing. */
export function lz4FrameOf(content: Buffer): Buffer {
  const frame = Buffer.alloc(11);
  frame.writeUInt32LE(0x184d2204, 0);
  frame[4] = 0x60;
  frame[5] = 0x70;
  frame.writeUInt32LE(0x80000000 + content.length, 7);
  return Buffer.concat([frame, content, Buffer.alloc(4)]);
}

/** What PostgreSQL archives when a base backup has finished. */
export function backupMark(
  segment: SegmentRef,
  segmentBytes: number,
  label: string,
  stoppedAt: Date,
): { name: string; content: Buffer } {
  const name = segmentName(segment, segmentBytes);
  const time = stoppedAt.toISOString().slice(0, 19).replace('T', ' ');
  return {
    name: `${name}.00000028.backup`,
    content: Buffer.from(
      `START WAL LOCATION: 0/0 (file ${name})\nLABEL: ${label}\nSTOP TIME: ${time} UTC\n`,
    ),
  };
}

/** Bytes that no compression makes smaller. */
export function noise(
  { timeline, number }: SegmentRef,
  length: number,
): Buffer {
  const parts: Buffer[] = [];
  for (let part = 0; part * 64 < length; part++) {
    parts.push(
      createHash('sha512').update(`${timeline} ${number} ${part}`).digest(),
    );
  }
  return Buffer.concat(parts).subarray(0, length);
}
