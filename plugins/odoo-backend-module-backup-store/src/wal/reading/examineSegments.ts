import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { BlobStore } from '../../store';
import { ArchiveState } from '../chain';
import { compareSegments, segmentName } from '../format';
import { SampledSegment } from './SegmentSampler';
import {
  SegmentExpectation,
  SegmentVerdict,
  verifySegment,
} from './verifySegment';

const MAX_BAD = 20;

/** Segments that were found bad stay so until they are looked at again: they are, on every run. */
export const badSegmentsSchema = z
  .array(
    z.object({
      name: z.string().max(1024),
      extension: z.string().max(10),
      segment: z.object({
        timeline: z.int().min(1),
        number: z.int().min(0),
      }),
    }),
  )
  .max(MAX_BAD);

export interface ExaminedSegments {
  /** Without what was found bad. */
  state: ArchiveState;
  findings: BackupFinding[];
  /** To be looked at again. */
  bad: SampledSegment[];
  /** The store did not give some. */
  partial: boolean;
}

const encrypted: BackupFinding = {
  code: 'encrypted',
  severity: 'unknown',
  subject: 'wal',
  summary:
    'No WAL segment that was looked at can be opened: they are encrypted, or all of them are damaged. Only names, sizes and times were judged.',
  action: 'Prove by a restore test that the key and the WAL are good.',
};

/**
 * Looks into a few segments; what is not what its name says does not carry a chain.
 *
 * @param suspects - found bad before, by whatever depth it was: they are read to their end
 */
export async function examineSegments(
  store: BlobStore,
  state: ArchiveState,
  {
    samples,
    suspects,
  }: Record<'samples' | 'suspects', readonly SampledSegment[]>,
  expected: SegmentExpectation,
  /** The tool can encrypt what it archives, and tells nowhere whether it does. */
  encryptable = false,
): Promise<ExaminedSegments> {
  // Retention may have removed some.
  const present = suspects.filter(({ segment }) => state.archive.has(segment));
  const named = new Map(
    [...samples, ...present].map(sample => [sample.name, sample]),
  );
  const suspected = new Set(present.map(({ name }) => name));
  const ordered = [...named.values()].sort((a, b) =>
    compareSegments(a.segment, b.segment),
  );
  const verdicts: SegmentVerdict[] = [];
  for (const sample of ordered) {
    verdicts.push(
      await verifySegment(store, sample, {
        ...expected,
        ...(suspected.has(sample.name) && { depth: 'content' }),
      }),
    );
  }
  if (encryptable && isEncrypted(verdicts)) {
    return { state, findings: [encrypted], bad: [], partial: false };
  }
  const findings: BackupFinding[] = [];
  const bad: SampledSegment[] = [];
  let { archive } = state;
  let lastGood: SampledSegment | undefined;
  let foreign = false;
  ordered.forEach((sample, index) => {
    const verdict = verdicts[index];
    if (verdict.state === 'good') {
      if (!foreign) lastGood = sample;
      return;
    }
    // That a compression cannot be opened is said once.
    if (verdict.state !== 'opaque' || index === 0) {
      const name = segmentName(sample.segment, state.segmentBytes);
      findings.push(findingOf(name, verdict));
    }
    if (isDamage(verdict)) archive = archive.without(sample.segment);
    if (verdict.state === 'foreign' && !foreign) {
      // Where the other system began is not known: nothing after the last good one is claimed.
      archive = archive.upTo(lastGood?.segment);
      foreign = true;
    }
    if (isDamage(verdict) || verdict.state === 'foreign') bad.push(sample);
  });
  return {
    state: { ...state, archive },
    findings,
    bad: bad.slice(-MAX_BAD).map(({ name, extension, segment }) => ({
      name,
      extension,
      segment,
    })),
    partial: verdicts.some(({ state: found }) => found === 'unread'),
  };
}

function isDamage({ state }: SegmentVerdict): boolean {
  return state === 'corrupt' || state === 'unrecognised';
}

/** Damage strikes some, a key all. */
function isEncrypted(verdicts: readonly SegmentVerdict[]): boolean {
  const read = verdicts.filter(
    ({ state }) => state !== 'unread' && state !== 'opaque',
  );
  return read.length > 0 && read.every(({ state }) => state === 'unrecognised');
}

function findingOf(
  subject: string,
  verdict: Exclude<SegmentVerdict, { state: 'good' }>,
): BackupFinding {
  const { state, why } = verdict;
  switch (state) {
    case 'corrupt':
    case 'unrecognised':
      return {
        code: 'wal-corrupt',
        severity: 'critical',
        subject,
        summary: `The archived WAL segment is damaged: ${why}. Recovery stops at it.`,
        action:
          'If the segment is still in pg_wal of the server, archive it again; else take a base backup now.',
      };
    case 'foreign':
      return {
        code: 'wal-foreign',
        severity: 'critical',
        subject,
        summary: `The archived WAL segment belongs to another database: ${why}. The chain ends before it.`,
        action:
          'Give every database cluster an archive of its own, and take a base backup of this one now.',
      };
    case 'unread':
      return {
        code: 'wal-unread',
        severity: 'unknown',
        subject,
        summary: `The WAL segment could not be looked at: ${why}.`,
        action: 'It is tried again with the next run; see the Sources page.',
      };
    default:
      return {
        code: 'wal-not-opened',
        severity: 'info',
        subject,
        summary: `Only the names of WAL segments were judged, not their content: ${why}.`,
        action: 'A restore test proves what is in them.',
      };
  }
}
