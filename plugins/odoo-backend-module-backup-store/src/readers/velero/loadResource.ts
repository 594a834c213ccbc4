import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../store';
import { BackupResource, backupResourceSchema } from './backupResource';
import { VeleroFolder } from './folders';

const MAX_BYTES = 1024 * 1024;

/** The Backup object of a folder, or what is wrong with it; nothing that is in it takes the reading down. */
export async function loadResource(
  store: BlobStore,
  { id, resource }: VeleroFolder,
  signal?: AbortSignal,
): Promise<{ resource: BackupResource } | { finding: BackupFinding }> {
  const finding = (
    code: string,
    severity: 'unknown' | 'degraded',
    summary: string,
  ) => ({
    finding: {
      code,
      severity,
      subject: id,
      summary,
      action: 'Look at its files, and take a backup.',
    },
  });
  if (!resource) {
    return finding(
      'backup-info-missing',
      'degraded',
      'There are files of it and no velero-backup.json, so Velero will not restore it.',
    );
  }
  try {
    const bytes = await store.read(resource.name, {
      maxBytes: MAX_BYTES,
      signal,
    });
    const parsed = parseResource(bytes.toString());
    if (!parsed) {
      return finding(
        'backup-info-garbled',
        'unknown',
        'Its velero-backup.json is not the Backup object that Velero writes.',
      );
    }
    if (parsed.metadata.name === id) return { resource: parsed };
    return finding(
      'backup-info-mismatch',
      'unknown',
      `Its velero-backup.json is that of ${parsed.metadata.name.slice(
        0,
        100,
      )}.`,
    );
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return finding(
      error.kind === 'too-large' ? 'backup-info-garbled' : 'unreadable',
      'unknown',
      `Its velero-backup.json could not be read: ${error.message}.`,
    );
  }
}

function parseResource(text: string): BackupResource | undefined {
  try {
    return backupResourceSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
