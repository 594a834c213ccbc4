import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import { BlobStoreError } from '../store';
import { RepositoryLocation } from './BackupReader';

/** Passes on what a store refuses; anything else is a fault of ours. */
export function asUnlisted(error: unknown): BlobStoreError {
  if (error instanceof BlobStoreError) return error;
  throw error;
}

/** Report of a repository whose listing the store did not give: nothing is known of it. */
export function unreadableReport(
  { format, name, prefix }: RepositoryLocation,
  { kind, message }: BlobStoreError,
): RepositoryReport {
  return {
    format,
    name,
    verdict: 'unknown',
    newestUsableBackup: null,
    newestRestorePoint: null,
    rpoSeconds: null,
    earliestRestorePoint: null,
    windows: [],
    gaps: [],
    backups: [],
    findings: [
      {
        code: 'listing-failed',
        severity: 'unknown',
        subject: prefix || name,
        summary: `The store did not list it (${kind}): ${message}.`,
        action:
          kind === 'forbidden'
            ? 'Give the portal the right to list and read the container.'
            : 'It is listed again with the next run; see the Sources page.',
      },
    ],
    partial: true,
  };
}
