import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
  StoreEntry,
} from '../BackupReader';
import { Snapshot, snapshotReport } from '../snapshots';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { checkContents, Contents } from './checkContents';
import {
  contentFindings,
  lockFindings,
  lostRepository,
  tailFindings,
  unreadFindings,
} from './findings';
import { isId, listFiles, shortId } from './resticFiles';
import { Run, runsOf } from './runs';

const MEMBER =
  /^(.*\/|)(?:(keys|snapshots|index|locks)\/([^/]+)|(data)\/[0-9a-f]{2}\/)$/s;

/**
 * A repository of restic, judged without its password: names are checksums, times and sizes are in plain sight.
 * What a pack that is missing from a very large run held cannot be told from them; that needs `restic check`.
 */
export class ResticReader implements BackupReader {
  readonly format = 'restic';

  locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
    const members = new Map<string, Set<string>>();
    for (const { name } of entries) {
      const [, prefix = '', folder, id, data] = MEMBER.exec(name) ?? [];
      if (!data && !isId(id ?? '')) continue;
      const found = members.get(prefix) ?? new Set();
      members.set(prefix, found.add(folder ?? data));
    }
    return [...members]
      .filter(([, folders]) => folders.size > 1)
      .map(([prefix]) => ({
        format: this.format,
        prefix,
        name: prefix.split('/').at(-2) ?? 'restic',
      }));
  }

  async read(request: ReadRequest): Promise<RepositoryReading> {
    const { store, location, targets, now, signal } = request;
    try {
      const files = await listFiles(store, location.prefix, signal);
      const runs = runsOf(files);
      const contents = await checkContents(request, files, runs);
      const lost = lostRepository(files, contents.corrupt);
      const snapshots = judgeSnapshots(runs, contents, lost.length > 0);
      const newest = snapshots.at(-1)?.backup;
      const last = runs.at(-1);
      const findings = [
        ...lost,
        ...contentFindings(contents, runs, newest?.status === 'damaged'),
        ...(request.depth === 'content' ? unreadFindings(contents) : []),
        ...lockFindings(files.locks, now),
        ...(last ? tailFindings(last, contents.missingSnapshot, now) : []),
      ];
      return {
        report: snapshotReport(
          { ...location, snapshots, findings, partial: false },
          targets,
          now,
        ),
        memory: contents.memory,
      };
    } catch (error) {
      const report = unreadableReport(location, asUnlisted(error));
      return { report, memory: request.memory };
    }
  }
}

/** Later snapshots refer to the data of earlier ones: damage to a run reaches all that follow. */
function judgeSnapshots(
  runs: readonly Run[],
  { missingPack, missingIndex, doubtful, corrupt }: Contents,
  lost: boolean,
): Snapshot[] {
  const hit = runs.findIndex(({ packs, indexes }) =>
    [...packs, ...indexes].some(blob => corrupt.has(blob)),
  );
  const firstDamaged = Math.min(
    missingPack?.run ?? Infinity,
    missingIndex ?? Infinity,
    hit < 0 ? Infinity : hit,
  );
  return runs.flatMap(({ snapshot, packs }, index) => {
    if (!snapshot) return [];
    const damaged = lost || index >= firstDamaged || corrupt.has(snapshot);
    // Files that change while a run goes on may be older in the snapshot than its end.
    const at = packs[0]?.lastModified ?? snapshot.lastModified;
    return [
      {
        at,
        backup: {
          id: shortId(snapshot),
          kind: 'snapshot',
          status: statusOf(damaged, index >= (doubtful ?? Infinity)),
          startedAt: at.toISOString(),
          finishedAt: snapshot.lastModified.toISOString(),
          // Of what this run added; what it shares with others belongs to nobody.
          sizeBytes: packs.reduce((bytes, { size }) => bytes + size, 0),
        },
      },
    ];
  });
}

function statusOf(damaged: boolean, doubtful: boolean) {
  if (damaged) return 'damaged';
  return doubtful ? 'unknown' : 'usable';
}
