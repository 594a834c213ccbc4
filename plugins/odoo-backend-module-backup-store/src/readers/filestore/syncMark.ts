import {
  BackupFinding,
  FILESTORE_SYNC_MARK,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { BlobItem, BlobStore } from '../../store';

const MAX_BYTES = 4096;

const markSchema = z.object({ startedAt: z.iso.datetime({ offset: true }) });

/** When the last whole round of copying began; undefined and a finding when nobody says so. */
export async function readMark(
  store: BlobStore,
  blob: BlobItem | undefined,
  signal?: AbortSignal,
): Promise<{ startedAt?: Date; finding?: BackupFinding }> {
  if (!blob) {
    return {
      finding: findingOf(
        'info',
        'No mark tells when the last round of copying ended, so the age is that of the newest file: a filestore in which nobody works looks old.',
      ),
    };
  }
  const mark = markSchema.safeParse(
    blob.size <= MAX_BYTES
      ? parseJson(await store.read(blob.name, { maxBytes: MAX_BYTES, signal }))
      : undefined,
  );
  return mark.success
    ? { startedAt: new Date(mark.data.startedAt) }
    : {
        finding: findingOf(
          'degraded',
          'The mark of the last round is damaged.',
        ),
      };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function findingOf(
  severity: BackupFinding['severity'],
  summary: string,
): BackupFinding {
  return {
    code: 'sync-mark',
    severity,
    subject: FILESTORE_SYNC_MARK,
    summary,
    action: `Let what copies the filestore write ${FILESTORE_SYNC_MARK} after each whole round.`,
  };
}
