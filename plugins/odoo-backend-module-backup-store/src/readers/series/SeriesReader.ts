import { BackupFormat } from '@plumbline/plugin-odoo-common';
import { BlobItem, BlobStoreError } from '../../store';
import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
  StoreEntry,
} from '../BackupReader';
import { snapshotReport } from '../snapshots';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { Examination, Thoroughness, THOROUGHNESS } from './Examination';
import { examineFile, FileExamination, FileToExamine } from './examineFile';
import { seriesFileOf } from './fileName';
import { judgeSeries } from './judgeSeries';
import { folderOf, seriesBlobs } from './folders';
import { readMemory, Remembered, toMemory, versionOf } from './memory';

/** Older ones are looked into only when contents are asked for. */
const EXAMINED_FILES = 16;

interface SeriesBlob {
  blob: BlobItem;
  takenAt?: Date;
}

interface Examined {
  blob: BlobItem;
  thoroughness: Thoroughness;
  examination: FileExamination;
}

/** Reader of a format that leaves one file per backup in a folder, named after database and time. */
export class SeriesReader implements BackupReader {
  constructor(
    readonly format: BackupFormat,
    /** Matches the end of a name that is of this format. */
    private readonly extension: RegExp,
    private readonly examine: (file: FileToExamine) => Promise<Examination>,
  ) {}

  locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
    const found = new Map<string, RepositoryLocation>();
    for (const { name } of entries) {
      if (!this.extension.test(name)) continue;
      const prefix = folderOf(name);
      const { series } = seriesFileOf(name, this.extension);
      found.set(`${prefix}${series}`, {
        format: this.format,
        prefix,
        name: series,
      });
    }
    return [...found.values()];
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    const { location, targets, now, memory } = request;
    const remembered = readMemory(memory);
    const newestFirst = await this.#files(request).catch(asUnlisted);
    if (newestFirst instanceof BlobStoreError) {
      return { report: unreadableReport(location, newestFirst), memory };
    }
    const examined: Examined[] = [];
    for (const [index, { blob }] of newestFirst.entries()) {
      if (request.depth === 'metadata' && index >= EXAMINED_FILES) break;
      const thoroughness = thoroughnessOf(request.depth, index === 0);
      examined.push(
        known(remembered.get(blob.name), blob, thoroughness) ?? {
          blob,
          thoroughness,
          examination: await examineFile(
            { ...request, blob, thoroughness },
            this.examine,
          ),
        },
      );
    }
    const files = newestFirst.map((file, index) => ({
      ...file,
      examination: examined[index]?.examination,
    }));
    const judged = judgeSeries(files.reverse(), location);
    return {
      report: snapshotReport(
        {
          ...location,
          ...judged,
          partial: examined.some(({ examination }) => examination.refused),
        },
        targets,
        now,
      ),
      memory: toMemory(examined),
    };
  }

  async #files({ store, location, signal }: ReadRequest) {
    const files: SeriesBlob[] = [];
    const { prefix } = location;
    for await (const blob of seriesBlobs(store, prefix, signal)) {
      if (!this.extension.test(blob.name)) continue;
      const { series, takenAt } = seriesFileOf(blob.name, this.extension);
      if (series === location.name) files.push({ blob, takenAt });
    }
    return files.sort((a, b) => takenAtLatest(b) - takenAtLatest(a));
  }
}

/** By name where names tell: a copy of an old backup is not the newest. */
function takenAtLatest({ blob, takenAt }: SeriesBlob): number {
  return Math.min(+blob.lastModified, +(takenAt ?? blob.lastModified));
}

/** The newest one is read through once, because no outline shows damage inside; older ones were the newest once. */
function thoroughnessOf(
  depth: ReadRequest['depth'],
  newest: boolean,
): Thoroughness {
  if (depth === 'content') return 'whole';
  return newest ? 'database' : 'outline';
}

function known(
  remembered: Remembered | undefined,
  blob: BlobItem,
  wanted: Thoroughness,
): Examined | undefined {
  if (remembered?.version !== versionOf(blob)) return undefined;
  const enough =
    THOROUGHNESS.indexOf(remembered.thoroughness) >=
    THOROUGHNESS.indexOf(wanted);
  return enough ? { blob, ...remembered } : undefined;
}
