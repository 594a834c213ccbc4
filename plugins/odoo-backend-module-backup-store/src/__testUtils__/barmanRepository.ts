import { gzipSync } from 'node:zlib';
import { segmentName } from '../wal';
import { MemoryBlob } from './MemoryStore';
import { backupMark, gzipOf, noise, storedSegment } from './walBlobs';
import { archivedAt, lsnOf, StoryBackup, WalStory } from './walStory';

export const SERVER = 'acme-prod/';
const TAR_BYTES = 10_240 * 7;

/** What barman-cloud leaves of a story in a store. */
export function barmanRepository(story: WalStory): MemoryBlob[] {
  return [
    ...story.segments.map((_, index) => segmentBlob(story, index)),
    ...story.switches.map(({ timeline }) => historyBlob(story, timeline)),
    ...story.backups.flatMap(backup => backupBlobs(story, backup)),
  ];
}

export function segmentBlob(story: WalStory, index: number): MemoryBlob {
  const { extension, ...segment } = story.segments[index];
  return {
    name: `${walPath(segmentName(segment, story.segmentBytes))}${extension}`,
    lastModified: archivedAt(story, index),
    ...storedSegment(segment, story, extension),
  };
}

export function backupId({ start }: StoryBackup): string {
  return `20261101T${String(start).padStart(6, '0')}`;
}

export function historyBlob(story: WalStory, timeline: number): MemoryBlob {
  const lines = story.switches
    .filter(each => each.timeline <= timeline)
    .map(
      each =>
        `${each.timeline - 1}\t${lsnOf(story, each.at, 1000)}\tno recovery\n`,
    );
  const name = timeline.toString(16).toUpperCase().padStart(8, '0');
  return {
    name: `${SERVER}wals/${name}.history.gz`,
    lastModified: story.now,
    content: gzipSync(lines.join('')),
  };
}

/** backup.info, data.tar.gz and PostgreSQL's mark in the archive. */
export function backupBlobs(
  story: WalStory,
  backup: StoryBackup,
  info: Partial<Record<string, string>> = {},
): MemoryBlob[] {
  const id = backupId(backup);
  const finishedAt = archivedAt(story, backup.stop);
  const start = story.segments[backup.start];
  const stop = story.segments[backup.stop];
  const fields: Partial<Record<string, string>> = {
    backup_label: `'LABEL: Barman backup cloud ${id}\\n'`,
    begin_time: barmanTime(new Date(finishedAt.getTime() - 60_000)),
    begin_wal: segmentName(start, story.segmentBytes),
    begin_xlog: lsnOf(story, start.number, 40),
    end_time: barmanTime(finishedAt),
    end_wal: segmentName(stop, story.segmentBytes),
    end_xlog: lsnOf(story, stop.number, 256),
    error: 'None',
    server_name: 'cloud',
    size: 'None',
    status: 'DONE',
    systemid: String(story.systemId),
    tablespaces: 'None',
    timeline: String(start.timeline),
    xlog_segment_size: String(story.segmentBytes),
    ...info,
  };
  const mark = backupMark(
    start,
    story.segmentBytes,
    `Barman backup cloud ${id}`,
    finishedAt,
  );
  return [
    {
      name: `${SERVER}base/${id}/backup.info`,
      lastModified: finishedAt,
      content: Object.entries(fields)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    },
    {
      name: `${SERVER}base/${id}/data.tar.gz`,
      lastModified: finishedAt,
      content: gzipOf(noise(start, 5000), TAR_BYTES),
    },
    {
      name: `${walPath(mark.name)}.gz`,
      lastModified: finishedAt,
      content: gzipSync(mark.content),
    },
  ];
}

export function walPath(file: string): string {
  return `${SERVER}wals/${file.slice(0, 16)}/${file}`;
}

function barmanTime(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '000+00:00');
}
