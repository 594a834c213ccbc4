import { open, stat } from 'node:fs/promises';
import { TestFailure } from '../failure';
import { segmentNumber, timelineOf } from './segments';
import { LONG_HEADER_BYTES, parseWalHeader } from './walHeader';

export interface SegmentOrigin {
  systemId: string;
  segmentBytes: number;
}

/** A whole segment whose first page says the same as its name. */
export async function checkSegment(
  path: string,
  name: string,
  { systemId, segmentBytes }: SegmentOrigin,
): Promise<void> {
  const fault = (text: string) =>
    new TestFailure(`WAL segment ${name} is damaged: ${text}`);
  const { size } = await stat(path);
  if (size !== segmentBytes) {
    throw fault(`${size} bytes instead of ${segmentBytes}`);
  }
  const header = parseWalHeader(await readHead(path));
  if (!header) throw fault('its first page is no start of a segment');
  if (header.systemId !== systemId) {
    throw new TestFailure(
      `WAL segment ${name} was written by another database (system ${header.systemId}, the base backup is of ${systemId})`,
    );
  }
  const begin =
    BigInt(segmentNumber(name, segmentBytes)) * BigInt(segmentBytes);
  if (header.address !== begin || header.segmentBytes !== segmentBytes) {
    throw fault('its content is that of another segment');
  }
  // The first segment after a promotion begins as a copy of the one that was left.
  if (header.timeline > timelineOf(name)) {
    throw fault(`its content is of timeline ${header.timeline}`);
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(LONG_HEADER_BYTES);
    await file.read(head, 0, head.length, 0);
    return head;
  } finally {
    await file.close();
  }
}
