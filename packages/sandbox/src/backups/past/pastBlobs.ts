import { gunzipSync, gzipSync } from 'node:zlib';
import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';
import { backupInfo } from '../barman/backupInfo';
import { backupBlobName, walBlobName } from '../barman/names';
import type { BackupFaults } from '../faults';
import type { BackedUpServer, BaseRun } from '../ledger/ledger';
import type { ServerPlace } from '../place';
import type { StoredBytes } from '../store/extent';
import type { RecordedFile, Recording } from './recordPast';

interface Content {
  name: string;
  bytes: StoredBytes;
  at: Date;
  blocks?: boolean;
}

const LOST_SEGMENTS = 2;
const BEYOND_PAGE_HEADER = 128;

/** What the store of one server holds after the recorded past, with the faults that the world has for it. */
export class PastBlobs {
  constructor(
    private readonly recording: Recording,
    private readonly faults: BackupFaults,
  ) {}

  of(server: BackedUpServer, location: ServerPlace): Content[] {
    return [
      ...server.runs.flatMap(run => this.#base(run, location.databasePrefix)),
      ...this.#segments(server).map(({ name, ...rest }) => ({
        name: walBlobName(location.databasePrefix, name),
        ...rest,
      })),
      ...this.#filestore(server, location.filestorePrefix),
    ];
  }

  #base(run: BaseRun, prefix: string): Content[] {
    const recorded = this.recording.bases.find(
      ({ startedAt }) => startedAt.getTime() === run.startedAt.getTime(),
    );
    if (!recorded) return [];
    const { history, dataTar, facts, stoppedAt } = recorded;
    const at = new Date(stoppedAt.getTime() + 2000);
    const info = backupInfo({ ...run, stoppedAt }, facts);
    const bytes = this.recording.extent.append(Buffer.from(info));
    return [
      { ...history, name: walBlobName(prefix, history.name) },
      ...(run.state === 'completed'
        ? [
            {
              name: backupBlobName(prefix, run.id, 'data.tar.gz'),
              bytes: dataTar,
              at,
              blocks: true,
            },
          ]
        : []),
      { name: backupBlobName(prefix, run.id, 'backup.info'), bytes, at },
    ];
  }

  #segments({ environment, runs }: BackedUpServer): RecordedFile[] {
    const begin = runs[0]?.base?.beginSegment;
    if (begin === undefined) return [];
    const all = this.recording.segments.filter(({ name }) => name >= begin);
    const from = (since: Date | undefined) =>
      since ? all.findIndex(({ at }) => at >= since) : -1;
    const lost = from(this.faults.since(environment, 'wal-lost'));
    const damaged = from(this.faults.since(environment, 'wal-damaged'));
    return all.flatMap((segment, index) => {
      if (lost >= 0 && index >= lost && index < lost + LOST_SEGMENTS) return [];
      return index === damaged
        ? { ...segment, bytes: this.#damage(segment) }
        : segment;
    });
  }

  /** The segment with a record that fails its checksum: nothing but a restore finds that. */
  #damage({ bytes }: RecordedFile): StoredBytes {
    const { extent } = this.recording;
    const segment = gunzipSync(extent.read(bytes));
    segment[BEYOND_PAGE_HEADER] ^= 0xff;
    return extent.append(gzipSync(segment, { level: 1 }));
  }

  #filestore({ environment }: BackedUpServer, prefix: string): Content[] {
    const stopped = this.faults.since(environment, 'filestore-not-copied');
    const { attachments, extent, segments } = this.recording;
    const last = segments[segments.length - 1].at;
    const round = stopped && stopped < last ? stopped : last;
    const mark = JSON.stringify({ startedAt: round.toISOString() });
    return [
      ...attachments
        .filter(({ at }) => at <= round)
        .map(({ name, bytes, at }) => ({
          name: `${prefix}${name}`,
          bytes,
          at,
        })),
      {
        name: `${prefix}${FILESTORE_SYNC_MARK}`,
        bytes: extent.append(Buffer.from(mark)),
        at: round,
      },
    ];
  }
}
