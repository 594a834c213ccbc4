import { z } from 'zod';
import { TestFailure } from '../failure';

const segment = z.string().regex(/^[0-9A-F]{24}$/);
const MIB = 2 ** 20;

/** `base/<id>/backup.info` of Barman: `key=value`, `None` for nothing. Unknown keys are tolerated. */
const backupInfoSchema = z.object({
  status: z.string(),
  begin_wal: segment,
  end_wal: segment,
  /** uint64: does not fit a JavaScript number. */
  systemid: z.string().regex(/^\d{1,20}$/),
  /** Such as 150018. */
  version: z.coerce.number().int().min(100000).max(999999),
  xlog_segment_size: z.coerce
    .number()
    .int()
    .min(MIB)
    .max(1024 * MIB)
    .refine(bytes => Number.isInteger(Math.log2(bytes))),
  tablespaces: z.string().optional(),
});

export interface BackupInfo {
  beginSegment: string;
  endSegment: string;
  systemId: string;
  majorVersion: number;
  segmentBytes: number;
}

/** @throws TestFailure when the backup did not finish or cannot be restored by this program */
export function parseBackupInfo(id: string, text: string): BackupInfo {
  const fields = Object.fromEntries(
    text
      .split('\n')
      .filter(line => line.includes('='))
      .map(line => {
        const at = line.indexOf('=');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );
  const { success, data, error } = backupInfoSchema.safeParse(fields);
  if (!success) {
    const [{ path }] = error.issues;
    throw new TestFailure(
      `backup.info of ${id} cannot be read: ${path.join(
        '.',
      )} is missing or wrong`,
    );
  }
  if (data.status !== 'DONE') {
    throw new TestFailure(`The base backup ${id} is ${data.status}, not DONE`);
  }
  if (data.tablespaces && !['None', '[]'].includes(data.tablespaces)) {
    throw new TestFailure(
      `The base backup ${id} has tablespaces, which a restore test cannot bring back`,
    );
  }
  return {
    beginSegment: data.begin_wal,
    endSegment: data.end_wal,
    systemId: data.systemid,
    majorVersion: Math.floor(data.version / 10000),
    segmentBytes: data.xlog_segment_size,
  };
}
