import { BackupFormat, RepositoryReport } from '@plumbline/plugin-odoo-common';
import { BackupReader, ReadRequest, RepositoryReading } from '../readers';
import { unreadableReport } from '../readers/unreadableReport';
import { BlobStoreError } from '../store';

/**
 * A reader that only looks whether anything lies at a place, for tests of what is around readers. Its memory is
 * the number of its readings.
 */
export class FakeReader implements BackupReader {
  readonly requests: ReadRequest[] = [];

  constructor(readonly format: BackupFormat) {}

  /** A repository begins where a blob named after the format lies. */
  locate(entries: readonly { name: string }[]) {
    const suffix = `${this.format}.info`;
    return entries
      .filter(({ name }) => name.endsWith(suffix))
      .map(({ name }) => ({
        format: this.format,
        name: 'found',
        prefix: name.slice(0, -suffix.length),
      }));
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    this.requests.push(request);
    const { store, location } = request;
    try {
      let blobs = 0;
      for await (const page of store.list({ prefix: location.prefix })) {
        blobs += page.blobs.length;
      }
      return {
        report: this.#report(location.name, blobs > 0),
        memory: this.requests.length,
      };
    } catch (error) {
      if (!(error instanceof BlobStoreError)) throw error;
      return { report: unreadableReport(location, error) };
    }
  }

  #report(name: string, restorable: boolean): RepositoryReport {
    return {
      format: this.format,
      name,
      verdict: restorable ? 'ok' : 'critical',
      newestUsableBackup: restorable ? 'b' : null,
      newestRestorePoint: restorable ? '2026-11-21T12:00:00.000Z' : null,
      rpoSeconds: restorable ? 0 : null,
      earliestRestorePoint: null,
      windows: [],
      gaps: [],
      backups: [],
      findings: [],
    };
  }
}
