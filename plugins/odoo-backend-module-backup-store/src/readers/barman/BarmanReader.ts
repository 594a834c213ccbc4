import { readChains, walReport } from '../../wal';
import { BackupReader, ReadRequest, RepositoryReading } from '../BackupReader';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { BaseFolder, listBaseFolders } from './baseFolders';
import { newestSystem, setOthersAside, toWalBackup } from './databaseSystem';
import { examineBackup, ExaminedBackup, Examination } from './examineBackup';
import { locate } from './locate';
import { finishedBackups, lostAmong, lostBackup } from './lostBackups';
import { BarmanMemory, newestIds, newestIntact, parseMemory } from './memory';

/** Barman Cloud, and with it CloudNativePG: `base/<id>/` and `wals/<16 digits>/` below the server's name. */
export class BarmanReader implements BackupReader {
  readonly format = 'barman';

  locate = locate;

  async read(request: ReadRequest): Promise<RepositoryReading> {
    const { store, location, signal } = request;
    let folders: BaseFolder[];
    try {
      folders = await listBaseFolders(store, `${location.prefix}base/`, signal);
    } catch (error) {
      const report = unreadableReport(location, asUnlisted(error));
      return { report, memory: request.memory };
    }
    const memory = parseMemory(request.memory);
    const examination = { ...request, intact: new Set(memory.intact) };
    return judge(request, memory, await examineAll(examination, folders));
  }
}

/** So many files are read at once. */
const PARALLEL = 8;

async function examineAll(
  examination: Examination,
  folders: readonly BaseFolder[],
): Promise<ExaminedBackup[]> {
  const examined: ExaminedBackup[] = [];
  for (let at = 0; at < folders.length; at += PARALLEL) {
    const some = folders
      .slice(at, at + PARALLEL)
      .map(folder => examineBackup(examination, folder));
    examined.push(...(await Promise.all(some)));
  }
  return examined;
}

async function judge(
  request: ReadRequest,
  memory: BarmanMemory,
  examined: readonly ExaminedBackup[],
): Promise<RepositoryReading> {
  const { store, location, targets, now, signal } = request;
  const system = newestSystem(examined);
  const ours = setOthersAside(examined, system);
  const backups = ours.map(each => each.stored);
  const reading =
    system &&
    (await readChains({
      ...request,
      ...system,
      layout: { root: `${location.prefix}wals/`, folders: true },
      lineage: `${location.name}/${system.systemId}`,
      backups: ours.flatMap(toWalBackup),
      memory: memory.chains,
    }));
  const marks = reading?.marks ?? [];
  const marked = await finishedBackups(store, marks, now, signal);
  const finished = newestIds([
    ...memory.finished,
    ...marked.ids,
    ...backups.filter(each => each.status === 'usable').map(({ id }) => id),
  ]);
  const findings = [
    ...ours.flatMap(each => each.findings),
    ...marked.findings,
    ...lostAmong(finished, backups).map(lostBackup),
    ...(reading?.findings ?? []),
  ];
  const report = walReport(
    location,
    {
      backups,
      chains: reading?.chains,
      findings,
      damages: ours.flatMap(each => each.damage ?? []),
      partial:
        reading?.partial === true ||
        findings.some(({ code }) => code.endsWith('-unread')),
    },
    targets,
    now,
  );
  return {
    report,
    memory: {
      chains: reading?.memory ?? memory.chains,
      finished,
      intact: newestIntact(examined.flatMap(each => each.intact ?? [])),
    } satisfies BarmanMemory,
    ...(reading?.pending && { pending: true }),
  };
}
