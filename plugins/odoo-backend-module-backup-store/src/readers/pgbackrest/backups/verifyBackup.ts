import { BlobStore, BlobStoreError } from '../../../store';
import { BackupRecord } from '../info/infoFiles';
import { Unbelievable } from '../ini/loadWithCopy';
import { Inventory } from './inventory';
import { judgeManifest, judgeUnbelievable } from './judgeManifest';
import { readSamples } from './readSamples';
import { Sampler } from './Sampler';
import { damaged, unknown, Verified } from './Verified';
import { verifyManifest } from './verifyManifest';

export interface BackupRequest {
  store: BlobStore;
  /** Folder of all backups. */
  backups: string;
  inventory: Inventory;
  /** Stored pieces are to be read. */
  sample?: { pieces: number; seed: number };
  signal?: AbortSignal;
}

/** Whether everything that one backup consists of is there, as far as the listing and its manifest tell. */
export async function verifyBackup(
  { store, backups, inventory, sample, signal }: BackupRequest,
  record: BackupRecord,
): Promise<Verified> {
  const { label } = record;
  if (inventory.truncated) {
    return unknown({
      code: 'too-many-files',
      severity: 'unknown',
      subject: label,
      summary:
        'There are more files in this repository than are compared with their manifests, so nobody knows whether this backup is whole.',
      action: 'Switch on bundles (repo-bundle=y), or expire old backups.',
    });
  }
  if (!inventory.folders.has(label)) {
    return damaged({
      code: 'base-missing',
      severity: 'critical',
      subject: label,
      summary: 'backup.info lists this backup and none of its files is there.',
      action:
        'Find out who deleted it, recover it from soft delete or versions, and take a new full backup.',
    });
  }
  try {
    const sampler = () => new Sampler(sample?.pieces ?? 0, sample?.seed ?? 0);
    const manifest = await verifyManifest(
      store,
      backups,
      record,
      inventory,
      sampler,
      signal,
    );
    const result = judgeManifest(label, manifest);
    if (result.state !== 'good') return result;
    const bad = await readSamples(
      store,
      backups,
      label,
      manifest.samples,
      signal,
    );
    if (!bad) return result;
    return bad.severity === 'unknown' ? unknown(bad) : damaged(bad);
  } catch (error) {
    if (error instanceof Unbelievable) return judgeUnbelievable(label, error);
    if (error instanceof BlobStoreError) {
      return unknown({
        code: 'manifest-unread',
        severity: 'unknown',
        subject: label,
        summary: `Its manifest could not be read: ${error.message}.`,
        action: 'Let the portal read this container, or try again later.',
      });
    }
    throw error;
  }
}
