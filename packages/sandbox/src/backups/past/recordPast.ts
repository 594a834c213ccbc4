import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  backupIdOf,
  backupLabelText,
  historyFileName,
  isSegment,
} from '../barman/names';
import {
  labelTime,
  takeBaseBackup,
  type BaseBackup,
} from '../database/baseBackup';
import type { Books } from '../database/books';
import type { DatabaseServer } from '../database/databaseServer';
import { Extent, type StoredBytes } from '../store/extent';
import { archiveTimes } from './pastTimes';

const compress = promisify(gzip);

const SECOND = 1000;
const HOUR = 3_600_000;
/** What a base backup takes. */
const BASE_MS = 4 * SECOND;

export interface RecordedFile {
  name: string;
  at: Date;
  bytes: StoredBytes;
}

export type BaseFacts = Omit<BaseBackup, 'dataTar'>;

export interface RecordedBase {
  /** Barman's name of it. */
  id: string;
  startedAt: Date;
  stoppedAt: Date;
  facts: BaseFacts;
  dataTar: StoredBytes;
  history: RecordedFile;
}

/** What one database server would have left in a backup store during the past. */
export interface Recording {
  extent: Extent;
  /** Segments in order, from the first base backup on. */
  segments: RecordedFile[];
  bases: RecordedBase[];
  attachments: (RecordedFile & { id: number })[];
}

interface RecordOptions {
  server: DatabaseServer;
  books: Books;
  since: Date;
  until: Date;
  /** In order; the first is `since`. */
  baseTimes: readonly Date[];
}

/**
 * Lets a real server do the work of two days within seconds: rows, segments, base backups and documents are
 * real and belong together; only their times are set back.
 */
export async function recordPast(options: RecordOptions): Promise<Recording> {
  const { server, books, since, until } = options;
  const extent = new Extent();
  const bases: RecordedBase[] = [];
  const attachments: Recording['attachments'] = [];
  /** The last segment that was archived at each moment. */
  const archived: { segment: string; at: Date }[] = [];
  for (const { id, path, content } of await books.attachments()) {
    const bytes = extent.append(content);
    attachments.push({ id, name: path, at: since, bytes });
  }
  for (const { at, base } of steps(options)) {
    if (base) {
      const taken = await recordBase(server, extent, at);
      bases.push(taken);
      archived.push({ segment: taken.facts.endSegment, at: taken.stoppedAt });
      continue;
    }
    await books.work(new Date(at.getTime() - 20 * SECOND));
    const left = until.getTime() - at.getTime();
    if (at.getTime() % HOUR < HOUR / 12 || left < HOUR / 2) {
      const { id, path, content } = await books.attach(
        new Date(at.getTime() - 30 * SECOND),
      );
      const bytes = extent.append(content);
      attachments.push({ id, name: path, at, bytes });
    }
    const segment = await server.switchSegment(books.client);
    archived.push({ segment, at: new Date(at.getTime() + SECOND) });
  }
  await server.untilArchived(archived[archived.length - 1].segment);
  const segments = await readSegments(server, extent, bases[0].facts, archived);
  return { extent, segments, bases, attachments };
}

function steps({ since, until, baseTimes }: RecordOptions) {
  return [
    ...baseTimes.map(at => ({ at, base: true })),
    ...archiveTimes(since, until).map(at => ({ at, base: false })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function recordBase(
  server: DatabaseServer,
  extent: Extent,
  startedAt: Date,
): Promise<RecordedBase> {
  const stoppedAt = new Date(startedAt.getTime() + BASE_MS);
  const id = backupIdOf(startedAt);
  const label = backupLabelText(id);
  const { dataTar, ...facts } = await takeBaseBackup(server, label, startedAt);
  const name = historyFileName(facts.beginSegment, facts.beginLsn);
  await server.untilArchived(name);
  const history = await readFile(join(server.archiveFolder, name), 'utf8');
  const dated = history
    .replace(/^START TIME: .*$/m, `START TIME: ${labelTime(startedAt)}`)
    .replace(/^STOP TIME: .*$/m, `STOP TIME: ${labelTime(stoppedAt)}`);
  const bytes = extent.append(await compress(dated));
  return {
    id,
    startedAt,
    stoppedAt,
    facts,
    dataTar: extent.append(dataTar),
    history: { name, at: stoppedAt, bytes },
  };
}

async function readSegments(
  { archiveFolder }: DatabaseServer,
  extent: Extent,
  { beginSegment }: BaseFacts,
  archived: readonly { segment: string; at: Date }[],
): Promise<RecordedFile[]> {
  const names = (await readdir(archiveFolder)).filter(isSegment).sort();
  const segments: RecordedFile[] = [];
  for (const name of names.filter(each => each >= beginSegment)) {
    const content = await readFile(join(archiveFolder, name));
    const moment = archived.find(({ segment }) => segment >= name);
    // Archived by itself meanwhile, beyond the last step: it is live's to ship.
    if (!moment) break;
    const bytes = extent.append(await compress(content, { level: 1 }));
    segments.push({ name, at: moment.at, bytes });
  }
  return segments;
}
