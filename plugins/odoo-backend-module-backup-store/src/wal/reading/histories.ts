import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../store';
import {
  canDecompress,
  decompressHead,
  Histories,
  parseArchiveName,
  parseHistory,
  TimelineSwitch,
} from '../format';
import { MAX_HISTORIES } from './memory';

const MAX_BYTES = 256 * 1024;

/** Keeps the newest: older timelines have been left long ago. */
export function rememberHistory(
  names: Map<number, string>,
  timeline: number,
  name: string,
): void {
  names.set(timeline, name);
  if (names.size > MAX_HISTORIES) names.delete(Math.min(...names.keys()));
}

const unread = (name: string, why: string): BackupFinding => ({
  code: 'history-unread',
  severity: 'unknown',
  subject: name,
  summary: `The history file of a timeline could not be read: ${why}. Which WAL belongs together is not known.`,
  action:
    'See why the store does not give it; it is tried again with the next run.',
});

const corrupt = (name: string, timeline: number): BackupFinding => ({
  code: 'history-corrupt',
  severity: 'critical',
  subject: name,
  summary: `The history file of timeline ${timeline} is not what PostgreSQL writes: a restore to the newest state fails.`,
  action:
    'Archive it again from pg_wal of the primary, or take a base backup now.',
});

/** What the history files say; one that cannot be read or believed is a finding. */
export async function readHistories(
  store: BlobStore,
  names: ReadonlyMap<number, string>,
  signal?: AbortSignal,
): Promise<{ histories: Histories; findings: BackupFinding[] }> {
  const histories = new Map<number, readonly TimelineSwitch[]>();
  const findings: BackupFinding[] = [];
  for (const [timeline, name] of names) {
    const text = await contentOf(store, name, signal);
    if (text instanceof BlobStoreError) {
      findings.push(unread(name, text.message));
      continue;
    }
    const switches =
      text === undefined ? undefined : parseHistory(timeline, text);
    if (switches) histories.set(timeline, switches);
    else findings.push(corrupt(name, timeline));
  }
  return { histories, findings };
}

async function contentOf(
  store: BlobStore,
  name: string,
  signal?: AbortSignal,
): Promise<string | undefined | BlobStoreError> {
  const file = parseArchiveName(name.split('/').at(-1)!);
  const extension = file?.kind === 'history' ? file.extension : '';
  if (!canDecompress(extension, 'head')) {
    return new BlobStoreError('garbled', `${extension} cannot be opened here`);
  }
  try {
    const stored = await store.read(name, { maxBytes: MAX_BYTES, signal });
    const content = await decompressHead(stored, extension, MAX_BYTES);
    return content?.toString('utf8');
  } catch (error) {
    if (error instanceof BlobStoreError) return error;
    throw error;
  }
}
