import { parseLsn, segmentName } from '../wal';
import { MemoryBlob } from './MemoryStore';
import { lz4FrameOf, storedSegment } from './walBlobs';
import { archivedAt, lsnOf, StoryBackup, WalStory } from './walStory';

export const WALG_ROOT = 'walg/acme/';

/** What WAL-G leaves of a story in a store; every backup but the first is a delta of the one before. */
export function walgRepository(story: WalStory): MemoryBlob[] {
  return [
    ...story.segments.map((_, index) => walgSegment(story, index)),
    ...story.switches.map(({ timeline }) => walgHistory(story, timeline)),
    ...story.backups.flatMap((_, index) => walgBackup(story, index)),
  ];
}

export function walgSegment(story: WalStory, index: number): MemoryBlob {
  const { extension, ...segment } = story.segments[index];
  return {
    name: `${WALG_ROOT}wal_005/${segmentName(
      segment,
      story.segmentBytes,
    )}${extension}`,
    lastModified: archivedAt(story, index),
    ...storedSegment(segment, story, extension),
  };
}

export function walgHistory(story: WalStory, timeline: number): MemoryBlob {
  const lines = story.switches
    .filter(each => each.timeline <= timeline)
    .map(
      each => `${each.timeline - 1}\t${lsnOf(story, each.at, 1000)}\tswitch\n`,
    );
  const name = timeline.toString(16).toUpperCase().padStart(8, '0');
  return {
    name: `${WALG_ROOT}wal_005/${name}.history.lz4`,
    lastModified: story.now,
    content: lz4FrameOf(Buffer.from(lines.join(''))),
  };
}

export function walgName(story: WalStory, index: number): string {
  const segment = ({ start }: StoryBackup) =>
    segmentName(story.segments[start], story.segmentBytes);
  const own = `base_${segment(story.backups[index])}`;
  return index === 0 ? own : `${own}_D_${segment(story.backups[index - 1])}`;
}

/** Sentinel, metadata, list of files and two partitions, in this order. */
export function walgBackup(
  story: WalStory,
  index: number,
  over: Record<string, unknown> = {},
): MemoryBlob[] {
  const { start, stop } = story.backups[index];
  const name = walgName(story, index);
  const folder = `${WALG_ROOT}basebackups_005/${name}`;
  const finishedAt = archivedAt(story, stop);
  const lsn = (number: number, offset: number) =>
    String(parseLsn(lsnOf(story, number, offset)));
  const times = {
    start: new Date(finishedAt.getTime() - 60_000).toISOString(),
    finish: finishedAt.toISOString(),
  };
  const positions = {
    LSN: lsn(story.segments[start].number, 40),
    FinishLSN: lsn(story.segments[stop].number, 256),
    SystemIdentifier: String(story.systemId),
  };
  const sentinel = {
    ...positions,
    ...(index > 0 && { DeltaFrom: walgName(story, index - 1) }),
    PgVersion: 150018,
    CompressedSize: 9000,
    ...over,
  };
  const metadata = {
    start_time: times.start,
    finish_time: times.finish,
    start_lsn: positions.LSN,
    finish_lsn: positions.FinishLSN,
    system_identifier: positions.SystemIdentifier,
    is_permanent: false,
  };
  const blob = (path: string, content: string | Buffer): MemoryBlob => ({
    name: `${folder}${path}`,
    lastModified: finishedAt,
    content,
  });
  return [
    blob('_backup_stop_sentinel.json', goJson(sentinel)),
    blob('/metadata.json', goJson(metadata)),
    blob(
      '/files_metadata.json',
      goJson({
        TarFileSets: { 'part_001.tar.lz4': [], 'part_003.tar.lz4': [] },
      }),
    ),
    blob('/tar_partitions/part_001.tar.lz4', 'data'),
    blob('/tar_partitions/part_003.tar.lz4', 'data'),
    blob('/tar_partitions/pg_control.tar.lz4', 'data'),
  ];
}

/** Go writes a uint64 as a number; JavaScript can only hold it as text. */
function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/"(\d+)"/g, '$1');
}
