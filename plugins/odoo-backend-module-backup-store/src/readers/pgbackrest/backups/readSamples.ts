import { createHash } from 'node:crypto';
import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../../store';
import { Sample } from './Sampler';

/**
 * Reads pieces of a backup and hashes them as they are stored: no page of them is ever unpacked.
 *
 * @returns what is wrong with the first piece that is wrong
 */
export async function readSamples(
  store: BlobStore,
  backups: string,
  label: string,
  samples: readonly Sample[],
  signal?: AbortSignal,
): Promise<BackupFinding | undefined> {
  for (const { blob, file, offset, length, sha1 } of samples) {
    try {
      const bytes = await store.read(`${backups}${blob}`, {
        range: { offset, length },
        maxBytes: length,
        signal,
      });
      if (createHash('sha1').update(bytes).digest('hex') === sha1) continue;
      return {
        code: 'base-corrupt',
        severity: 'critical',
        subject: label,
        summary: `The stored bytes of ${file} (in ${blob}) are not those that were written: their checksum differs.`,
        action:
          'Take a new full backup now, and have every backup read to its end by a restore test.',
      };
    } catch (error) {
      if (!(error instanceof BlobStoreError)) throw error;
      return {
        code: 'base-unread',
        severity: 'unknown',
        subject: label,
        summary: `A piece of it could not be read: ${error.message}.`,
        action: 'Let the portal read this container, or try again later.',
      };
    }
  }
  return undefined;
}
