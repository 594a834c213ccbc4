import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore } from '../../store';

const RESULTS = /\/restores\/([^/]+)\/restore-[^/]+-results\.gz$/;

/** Restores leave their results beside the backups: they were tried, which is not yet a proof that they worked. */
export async function restoreEvidence(
  store: BlobStore,
  prefix: string,
  signal?: AbortSignal,
): Promise<BackupFinding | undefined> {
  let newest: { restore: string; at: Date } | undefined;
  let count = 0;
  const pages = store.list({ prefix: `${prefix}restores/`, signal });
  for await (const { blobs } of pages) {
    for (const { name, lastModified } of blobs) {
      const restore = RESULTS.exec(`/${name}`)?.[1];
      if (restore === undefined) continue;
      count++;
      if (!newest || lastModified > newest.at) {
        newest = { restore, at: lastModified };
      }
    }
  }
  return (
    newest && {
      code: 'restores-recorded',
      severity: 'info',
      subject: newest.restore,
      summary: `Velero has recorded ${count} restores, the last at ${newest.at.toISOString()}; what it brought back was checked by nobody here.`,
      action: 'None.',
    }
  );
}
