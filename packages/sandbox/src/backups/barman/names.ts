import { SEGMENT_BYTES } from '../database/initialise';

/** Barman names a base backup by its start: `20261121T013001`. */
export function backupIdOf(startedAt: Date): string {
  return startedAt.toISOString().slice(0, 19).replace(/[-:]/g, '');
}

export const backupLabelText = (id: string) => `Barman backup cloud ${id}`;

/** Blob name of a segment or of a backup history file; `prefix` is the server's folder. */
export function walBlobName(prefix: string, file: string): string {
  return `${prefix}wals/${file.slice(0, 16)}/${file}.gz`;
}

export function backupBlobName(
  prefix: string,
  id: string,
  file: 'backup.info' | 'data.tar.gz',
): string {
  return `${prefix}base/${id}/${file}`;
}

export const isSegment = (file: string) => /^[0-9A-F]{24}$/.test(file);

/** Name of the backup history file that PostgreSQL archives when a base backup ends. */
export function historyFileName(segment: string, beginLsn: string): string {
  const position = parseInt(beginLsn.split('/')[1], 16) % SEGMENT_BYTES;
  const offset = position.toString(16).toUpperCase().padStart(8, '0');
  return `${segment}.${offset}.backup`;
}
