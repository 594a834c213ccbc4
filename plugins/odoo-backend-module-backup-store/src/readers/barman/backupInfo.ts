import {
  compareSegments,
  isSegmentSize,
  parseLsn,
  parseSegmentName,
  SegmentRef,
  segmentOfLsn,
} from '../../wal';

/** What Barman's own file says of a backup. */
export interface BackupInfo {
  /** `DONE` and `FAILED` are what the cloud tools write; anything may be there. */
  status: string;
  error: string | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** uint64 as text. */
  systemId: string | null;
  /** Object ids of tablespaces: each has a tar of its own. */
  tablespaces: string[];
  /** Volume snapshots hold the data, not the store. */
  snapshot: boolean;
  /** null when it does not tell, or what it tells cannot be. */
  wal: {
    segmentBytes: number;
    start: SegmentRef;
    stop: SegmentRef;
    stopLsn: bigint;
  } | null;
}

/** A file of the largest cluster has a few kilobytes. */
export const MAX_INFO_BYTES = 256 * 1024;

const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d:\d\d)$/;
const TABLESPACE = /\(\s*'(?:[^'\\]|\\.)*',\s*(\d{1,10}),/g;

/**
 * Lines `key=value`; `None` is no value, unknown keys are those of other versions.
 * Source: barman/infofile.py
 *
 * @returns undefined when there is no status: the tool takes such a file for one of an empty backup
 */
export function parseBackupInfo(text: string): BackupInfo | undefined {
  const fields = fieldsOf(text);
  const get = (key: string) => fields.get(key) ?? null;
  const status = get('status');
  if (status === null) return undefined;
  const systemId = get('systemid');
  return {
    status,
    error: get('error'),
    startedAt: timeOf(get('begin_time')),
    finishedAt: timeOf(get('end_time')),
    systemId: systemId && /^\d{1,20}$/.test(systemId) ? systemId : null,
    tablespaces: [...(get('tablespaces') ?? '').matchAll(TABLESPACE)].map(
      match => match[1],
    ),
    snapshot: get('snapshots_info') !== null,
    wal: walOf(get),
  };
}

function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [key, ...value] = line.trimEnd().split('=');
    const joined = value.join('=');
    if (value.length > 0 && joined !== 'None') fields.set(key, joined);
  }
  return fields;
}

function timeOf(value: string | null): Date | null {
  const match = TIME.exec(value ?? '');
  if (!match) return null;
  const time = new Date(`${match[1]}T${match[2]}${match[3]}`);
  return Number.isNaN(time.getTime()) ? null : time;
}

function walOf(get: (key: string) => string | null): BackupInfo['wal'] {
  const segmentBytes = Number(get('xlog_segment_size'));
  if (!isSegmentSize(segmentBytes)) return null;
  const start = parseSegmentName(get('begin_wal') ?? '', segmentBytes);
  const stop = parseSegmentName(get('end_wal') ?? '', segmentBytes);
  const startLsn = parseLsn(get('begin_xlog') ?? '');
  const stopLsn = parseLsn(get('end_xlog') ?? '');
  if (!start || !stop || startLsn === undefined || stopLsn === undefined) {
    return null;
  }
  const agree =
    segmentOfLsn(startLsn, segmentBytes) === start.number &&
    // The end of one segment is the beginning of the next: a standby names the latter.
    [stopLsn - 1n, stopLsn].some(
      lsn => segmentOfLsn(lsn, segmentBytes) === stop.number,
    ) &&
    start.timeline === stop.timeline &&
    compareSegments(start, stop) <= 0;
  return agree ? { segmentBytes, start, stop, stopLsn } : null;
}
