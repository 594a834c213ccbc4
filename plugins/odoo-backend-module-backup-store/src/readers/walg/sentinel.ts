import { z } from 'zod';
import { parseSegmentName, SegmentRef, segmentOfLsn } from '../../wal';

/** What WAL-G tells of a finished backup, in its sentinel or in metadata.json beside the data. */
export interface Sentinel {
  startLsn: bigint;
  finishLsn: bigint;
  /** uint64 as text. */
  systemId: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Name of the backup that it holds the changes since; null: it is whole. */
  parent: string | null;
  /** Kept beyond retention, which removes the WAL after it. */
  permanent: boolean;
}

/** Sentinels of old versions list every file and may have gigabytes; metadata.json stays small. */
export const MAX_SENTINEL_BYTES = 1024 * 1024;

const BIG_NUMBERS =
  /("(?:LSN|FinishLSN|SystemIdentifier|start_lsn|finish_lsn|system_identifier)"\s*:\s*)(\d{1,20})/g;

const uint64 = z.string().regex(/^\d{1,20}$/);
const position = uint64.transform(BigInt);
const time = z.iso.datetime({ offset: true }).transform(text => {
  const at = new Date(text);
  // Go writes a time that was never set as that of year one.
  return at.getUTCFullYear() > 2000 ? at : null;
});

const sentinelSchema = z
  .object({
    LSN: position,
    FinishLSN: position,
    SystemIdentifier: uint64.nullish(),
    StartTime: time.nullish(),
    FinishTime: time.nullish(),
    DeltaFrom: z.string().max(200).nullish(),
    IsPermanent: z.boolean().nullish(),
  })
  .transform(
    (raw): Sentinel => ({
      startLsn: raw.LSN,
      finishLsn: raw.FinishLSN,
      systemId: raw.SystemIdentifier ?? null,
      startedAt: raw.StartTime ?? null,
      finishedAt: raw.FinishTime ?? null,
      parent: raw.DeltaFrom ?? null,
      permanent: raw.IsPermanent ?? false,
    }),
  );

const metadataSchema = z
  .object({
    start_lsn: position,
    finish_lsn: position,
    system_identifier: uint64.nullish(),
    start_time: time.nullish(),
    finish_time: time.nullish(),
    is_permanent: z.boolean().nullish(),
  })
  .transform(
    (raw): Sentinel => ({
      startLsn: raw.start_lsn,
      finishLsn: raw.finish_lsn,
      systemId: raw.system_identifier ?? null,
      startedAt: raw.start_time ?? null,
      finishedAt: raw.finish_time ?? null,
      parent: null,
      permanent: raw.is_permanent ?? false,
    }),
  );

/** Source: BackupSentinelDtoV2 and ExtendedMetadataDto in WAL-G's internal/databases/postgres. */
export function parseSentinel(text: string): Sentinel | undefined {
  return parse(sentinelSchema, text);
}

export function parseMetadata(text: string): Sentinel | undefined {
  return parse(metadataSchema, text);
}

function parse(
  schema: z.ZodType<Sentinel>,
  text: string,
): Sentinel | undefined {
  let json: unknown;
  try {
    // A JavaScript number would round what is above 2^53.
    json = JSON.parse(text.replace(BIG_NUMBERS, '$1"$2"'));
  } catch {
    return undefined;
  }
  return schema.safeParse(json).data;
}

/** The segments between which the backup becomes consistent. */
export function walOf(
  segment: string,
  { finishLsn }: Sentinel,
  segmentBytes: number,
): { start: SegmentRef; stop: SegmentRef } | undefined {
  const start = parseSegmentName(segment, segmentBytes);
  // A finish at the very end of a segment needs nothing of the next one.
  const stop = segmentOfLsn(finishLsn - 1n, segmentBytes);
  if (!start || stop < start.number) return undefined;
  return { start, stop: { timeline: start.timeline, number: stop } };
}
