import {
  BackupFinding,
  RestorableWindow,
  WalChain,
  WalGap,
} from '@plumbline/plugin-odoo-common';
import { judgeRestorePoint } from '../../judgement';
import { BackupTargets } from '../../readers/BackupReader';
import { Archive, KEPT_TIMES } from './Archive';
import {
  backupFindings,
  clockFindings,
  defectFindings,
  gapFindings,
  timelineFindings,
} from './findings';
import {
  ArchiveState,
  bestChain,
  Chain,
  ChainState,
  followChain,
  WalBackup,
} from './chains';
import { Gap, gapsOf } from './gaps';
import { segmentName, SegmentRef } from '../format';
import { restorableWindows, windowOf } from './windows';

export interface ChainRequest extends ArchiveState {
  /** Those whose own bytes are good. */
  backups: readonly WalBackup[];
  /** Changes when the repository was started anew. */
  lineage: string;
  systemId: string | null;
  targets: BackupTargets;
  now: Date;
}

/** What can be restored from good backups and the archive beside them. */
export interface AssembledChains {
  /** By id of the backup. */
  states: ReadonlyMap<string, ChainState>;
  windows: RestorableWindow[];
  gaps: WalGap[];
  newest: string | null;
  earliest: string | null;
  rpoSeconds: number | null;
  chain?: WalChain;
  /** Where the newest chain ends. */
  end?: SegmentRef;
  findings: BackupFinding[];
}

export function assembleChains(request: ChainRequest): AssembledChains {
  const { archive, segmentBytes, targets, now } = request;
  const nameOf = (segment: SegmentRef) => segmentName(segment, segmentBytes);
  const chains = request.backups.map(each => followChain(each, request, now));
  const best = bestChain(chains);
  const complete = chains.filter(chain => chain.state === 'complete');
  const newest = complete.sort(
    (a, b) => +b.backup.finishedAt - +a.backup.finishedAt,
  )[0];
  const gaps = gapsOf(chains, best, archive, now);
  const windows = restorableWindows(chains, archive, now);
  const states = new Map(chains.map(each => [each.backup.id, each.state]));
  const times = archive.runs.map(run => new Date(Archive.endTime(run) * 1000));
  const findings = [
    ...gapFindings(gaps, nameOf),
    ...backupFindings(chains, newest, nameOf),
    ...defectFindings(chains, best, request),
    ...clockFindings(
      [...times, ...request.backups.map(each => each.finishedAt)],
      now,
    ),
  ];
  const told = {
    states,
    windows,
    // Findings tell the newest first, lists the oldest.
    gaps: [...gaps].reverse().map(gap => toWalGap(gap, nameOf)),
    earliest: windows[0]?.from ?? null,
  };
  if (!best) return { ...told, newest: null, rpoSeconds: null, findings };
  const { to } = windowOf(best, archive, now);
  const end = best.last!;
  const rpoSeconds = Math.floor((now.getTime() - to.getTime()) / 1000);
  const point = {
    rpoSeconds,
    subject: nameOf(end),
    stalled: best.path.next(end.number + 1) === undefined,
  };
  return {
    ...told,
    newest: to.toISOString(),
    rpoSeconds,
    end,
    chain: toWalChain(best, request),
    findings: [
      ...findings,
      ...timelineFindings(chains, best, newest, request),
      ...judgeRestorePoint(point, targets),
    ],
  };
}

function toWalGap(
  { timeline, from, to, beyond }: Gap,
  nameOf: (segment: SegmentRef) => string,
): WalGap {
  return {
    after: nameOf({ timeline, number: Math.max(0, from - 1) }),
    before: beyond ? nameOf(beyond) : null,
    segments: to - from + 1,
  };
}

function toWalChain(best: Chain, request: ChainRequest): WalChain {
  const { archive, segmentBytes, lineage, systemId } = request;
  const { backup, last, target, path } = best;
  const tail: WalChain['tail'] = [];
  // Beyond the newest base as well: an older one reaches those moments.
  for (let number = last!.number; tail.length < KEPT_TIMES; number--) {
    const segment = path.find(number);
    const seconds = segment && archive.timeOf(segment);
    if (!segment || seconds === undefined) break;
    tail.unshift({
      segment: segmentName(segment, segmentBytes),
      archivedAt: new Date(seconds * 1000).toISOString(),
    });
  }
  return {
    systemId,
    lineage,
    backup: backup.id,
    timeline: target,
    segmentBytes,
    startSegment: segmentName(backup.start, segmentBytes),
    lastSegment: segmentName(last!, segmentBytes),
    tail,
  };
}
