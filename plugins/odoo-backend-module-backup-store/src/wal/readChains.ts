import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { ReadRequest } from '../readers/BackupReader';
import { BlobStoreError } from '../store';
import { assembleChains, AssembledChains, WalBackup } from './chain';
import {
  ArchiveLayout,
  badSegmentsSchema,
  examineSegments,
  readArchive,
} from './reading';
import { compareSegments } from './format';

export interface ChainsRequest extends ReadRequest {
  layout: ArchiveLayout;
  lineage: string;
  /** null: the backups do not tell. */
  systemId: string | null;
  segmentBytes: number;
  /** Those of one database system whose own bytes are good; at least one. */
  backups: readonly WalBackup[];
  /** WAL may be encrypted without a word about it. */
  encryptable?: boolean;
}

export interface ChainsReading {
  /** undefined: nothing can be claimed yet. */
  chains?: AssembledChains;
  findings: BackupFinding[];
  /** Blob names of the newest `.backup` files. */
  marks: string[];
  memory: unknown;
  /** Part of the archive has not been looked at yet. */
  pending: boolean;
  /** The store did not give all that was asked for. */
  partial: boolean;
}

const memorySchema = z.object({
  names: z.unknown(),
  bad: badSegmentsSchema,
});

const notYet = (subject: string): BackupFinding => ({
  code: 'archive-unverified',
  severity: 'unknown',
  subject,
  summary:
    'The archive is larger than one reading lists, so nothing is claimed yet.',
  action: 'Nothing: the next reading goes on where this one ended.',
});

const unlisted = (
  subject: string,
  { message }: BlobStoreError,
): BackupFinding => ({
  code: 'listing-failed',
  severity: 'unknown',
  subject,
  summary: `The archive could not be listed: ${message}. No restorable point is claimed from a part of it.`,
  action: 'See the Sources page; it is listed again with the next run.',
});

/** Reads the archive beside good backups, looks into some of its segments, and judges what both can restore. */
export async function readChains(
  request: ChainsRequest,
): Promise<ChainsReading> {
  const { store, layout, backups, systemId, segmentBytes, depth } = request;
  const { signal } = request;
  const parsed = memorySchema.safeParse(request.memory);
  const memory = parsed.success ? parsed.data : { names: undefined, bad: [] };
  const starts = backups.map(each => each.start).sort(compareSegments);
  const [newest] = [...backups].sort((a, b) => +b.finishedAt - +a.finishedAt);
  try {
    const reading = await readArchive({
      ...request,
      newest: newest.start,
      oldest: starts[0],
      memory: memory.names,
    });
    const { state, findings, marks, pending } = reading;
    if (!state) {
      return {
        findings: [...findings, notYet(layout.root)],
        marks: [],
        memory: { names: reading.memoryAt(), bad: memory.bad },
        pending,
        partial: false,
      };
    }
    const examined = await examineSegments(
      store,
      state,
      { samples: reading.samples, suspects: memory.bad },
      { segmentBytes, systemId, depth, signal },
      request.encryptable,
    );
    const chains = assembleChains({ ...request, ...examined.state });
    return {
      chains,
      findings: [...findings, ...examined.findings],
      marks,
      memory: { names: reading.memoryAt(chains.end), bad: examined.bad },
      pending,
      partial:
        examined.partial ||
        findings.some(finding => finding.severity === 'unknown'),
    };
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return {
      findings: [unlisted(layout.root, error)],
      marks: [],
      memory: request.memory,
      pending: false,
      partial: true,
    };
  }
}
