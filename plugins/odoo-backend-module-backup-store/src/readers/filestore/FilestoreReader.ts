import { FILESTORE_SYNC_MARK } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
  StoreEntry,
} from '../BackupReader';
import { budgetOf, Sample } from '../checksums';
import { Snapshot, snapshotReport } from '../snapshots';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { hasShrunk, notAllRead, surveyFindings } from './findings';
import { Survey, surveyOf } from './survey';
import { readMark } from './syncMark';

const MAX_REMEMBERED = 20;

/** So long is a filestore that lost many files compared with what it was. */
const MOURNING_MS = 7 * 24 * 3_600_000;

const memorySchema = z.object({
  files: z.number(),
  countedAt: z.iso.datetime(),
  sampledTo: z.string(),
  corrupt: z.array(z.string()),
});
type Memory = z.infer<typeof memorySchema>;
const NO_MEMORY: Memory = {
  files: 0,
  countedAt: new Date(0).toISOString(),
  sampledTo: '',
  corrupt: [],
};

const SHARD = /^(.*\/|)(?:([0-9a-f]{2})\/|([0-9a-f]{2})\/\3[0-9a-f]{38})$/s;

/**
 * A plain copy of Odoo's filestore: `<2 hex>/<sha1 of the content>`. A file that is missing altogether leaves no
 * trace in the copy: only the database knows of it, and a restore test compares the two.
 */
export class FilestoreReader implements BackupReader {
  readonly format = 'filestore';

  locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
    const names = new Set(entries.map(({ name }) => name));
    const found = new Map<string, boolean>();
    for (const { name } of entries) {
      const [, prefix, folder, shard] = SHARD.exec(name) ?? [];
      if (prefix === undefined || isElsewhere(prefix, entries)) continue;
      // Folders 01 to 31 alone may be days; a file named after its folder is certain.
      const certain =
        shard !== undefined ||
        /[a-f]/.test(folder) ||
        names.has(`${prefix}${FILESTORE_SYNC_MARK}`);
      found.set(prefix, certain || found.get(prefix) === true);
    }
    return [...found]
      .filter(([, certain]) => certain)
      .map(([prefix]) => ({
        format: this.format,
        prefix,
        name: prefix.split('/').at(-2) ?? 'filestore',
      }));
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    try {
      return await this.#read(request);
    } catch (error) {
      const report = unreadableReport(request.location, asUnlisted(error));
      return { report, memory: request.memory };
    }
  }

  async #read(request: ReadRequest): Promise<RepositoryReading> {
    const { store, location, targets, now, depth, signal } = request;
    const { data: remembered } = memorySchema.safeParse(request.memory);
    const before = remembered ?? NO_MEMORY;
    const budget = budgetOf(depth, !remembered);
    const sample = new Sample(before.sampledTo, before.corrupt, budget);
    const visit = sample.visit.bind(sample);
    const survey = await surveyOf(store, location.prefix, visit, signal);
    const corrupt = (await sample.findCorrupt(store, 'sha1', signal)).map(
      ({ name }) => name,
    );
    const mark = await readMark(store, survey.mark, signal);
    const findings = surveyFindings(survey, corrupt, before.files);
    if (depth === 'content' && sample.passed > 0) {
      findings.push(notAllRead(sample.passed));
    }
    if (mark.finding) findings.push(mark.finding);
    return {
      report: snapshotReport(
        {
          ...location,
          snapshots: copyOf(survey, corrupt.length, mark.startedAt),
          findings,
          partial: false,
        },
        targets,
        now,
      ),
      memory: {
        ...countOf(survey, before, now),
        sampledTo: sample.end,
        corrupt: corrupt.slice(0, MAX_REMEMBERED),
      },
    };
  }
}

function countOf(
  { files }: Survey,
  before: Memory,
  now: Date,
): Pick<Memory, 'files' | 'countedAt'> {
  const recent = +now - Date.parse(before.countedAt) < MOURNING_MS;
  return recent && hasShrunk(files, before.files)
    ? { files: before.files, countedAt: before.countedAt }
    : { files, countedAt: now.toISOString() };
}

/** The copy as one backup, named after how much of it is good; every file in it can be used by itself. */
function copyOf(
  { files, bytes, newest, empty }: Survey,
  corrupt: number,
  startedAt: Date | undefined,
): Snapshot[] {
  if (!newest) return [];
  const good = files - empty.count - corrupt;
  const at = startedAt ?? newest;
  return [
    {
      at,
      backup: {
        id:
          good === files ? `${files} files` : `${good} of ${files} files good`,
        kind: 'copy',
        status: good > 0 ? 'usable' : 'damaged',
        startedAt: startedAt?.toISOString() ?? null,
        finishedAt: newest.toISOString(),
        sizeBytes: bytes,
      },
    },
  ];
}

/** restic shards its packs alike; Odoo's checklist is no copy. */
function isElsewhere(prefix: string, entries: readonly StoreEntry[]): boolean {
  if (/(^|\/)checklist\/$/.test(prefix)) return true;
  const [, repository] = /^(.*\/|)data\/$/s.exec(prefix) ?? [];
  return (
    repository !== undefined &&
    entries.some(({ name }) =>
      ['config', 'keys/', 'index/', 'snapshots/'].some(member =>
        name.startsWith(`${repository}${member}`),
      ),
    )
  );
}
