import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import {
  BACKUP_READERS,
  BackupReader,
  BackupTargets,
  RepositoryLocation,
} from '../readers';
import { unreadableReport } from '../readers/unreadableReport';
import { BlobStore, BlobStoreError } from '../store';
import { discover } from './discover';
import { strangersAmong } from './strangers';

export interface InspectionRequest {
  now: Date;
  targets: BackupTargets;
  /** Where to begin; empty, or ending in `/`. */
  prefix?: string;
  signal?: AbortSignal;
}

export interface Inspection {
  /** By place in the store, then by format. */
  reports: RepositoryReport[];
  /** Folders with too many names, or too deep: there may be repositories that are not reported. */
  overlooked: string[];
  /** Files that look like backups of a format that is not read. */
  strangers: string[];
}

/**
 * Finds every repository in a store and reads each with its contents: what the portal concludes, through the
 * same readers. Fails with a BlobStoreError when the store cannot be listed.
 */
export async function inspectStore(
  store: BlobStore,
  request: InspectionRequest,
): Promise<Inspection> {
  const { entries, overlooked } = await discover(store, request);
  const found = BACKUP_READERS.flatMap(reader =>
    reader.locate(entries).map(location => ({ reader, location })),
  ).sort((a, b) => (placeOf(a.location) < placeOf(b.location) ? -1 : 1));
  const reports: RepositoryReport[] = [];
  for (const { reader, location } of found) {
    reports.push(await report(store, reader, location, request));
  }
  const locations = found.map(({ location }) => location);
  const strangers = strangersAmong(entries, locations);
  return { reports, overlooked, strangers };
}

async function report(
  store: BlobStore,
  reader: BackupReader,
  location: RepositoryLocation,
  { now, targets, signal }: InspectionRequest,
): Promise<RepositoryReport> {
  try {
    const request = { store, location, now, targets, signal };
    let reading = await reader.read({ ...request, depth: 'content' });
    if (!reading.pending) return reading.report;
    while (reading.pending) {
      const { memory } = reading;
      reading = await reader.read({ ...request, memory, depth: 'metadata' });
    }
    const { memory } = reading;
    // Only this one tells of the contents again.
    return (await reader.read({ ...request, memory, depth: 'content' })).report;
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return unreadableReport(location, error);
  }
}

function placeOf({ prefix, name, format }: RepositoryLocation): string {
  return [prefix, name, format].join('\0');
}
