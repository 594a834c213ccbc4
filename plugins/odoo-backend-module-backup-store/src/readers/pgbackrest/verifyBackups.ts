import { createHash } from 'node:crypto';
import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../store';
import { BackupRecord } from './infoFiles';
import { Inventory } from './inventory';
import { Unbelievable } from './loadWithCopy';
import { ManifestVerdict } from './ManifestCheck';
import { verifyManifest } from './verifyManifest';
import { readSamples } from './readSamples';
import { Sampler } from './Sampler';
import { Verified } from './Verified';

/** Code of the finding on a backup whose turn has not come yet. */
export const UNVERIFIED = 'backup-unverified';
const MANIFEST = 'backup.manifest';
/** Manifests of older backups that are read in one go, in bytes; the next reading goes on. */
const BUDGET_BYTES = 128 * 1024 * 1024;

export interface VerifyRequest {
  store: BlobStore;
  backups: string;
  records: readonly BackupRecord[];
  inventory: Inventory;
  /** What was found before, by fingerprint. */
  known: ReadonlyMap<string, Verified>;
  /** Stored pieces of the newest backup are to be read. */
  sample?: { pieces: number; seed: number };
  signal?: AbortSignal;
}

export interface VerifiedBackups {
  /** By label. */
  verified: Map<string, Verified>;
  /** By fingerprint, what will be true as long as the fingerprint is the same. */
  lasting: Map<string, Verified>;
  /** Another reading goes on. */
  pending: boolean;
}

/**
 * One after the other, because a manifest can be large: the newest backup and what it needs first, older ones as far
 * as the budget goes. What was found bad stays so: another sample of it may be good.
 */
export async function verifyBackups(
  request: VerifyRequest,
): Promise<VerifiedBackups> {
  const { records, inventory, known, sample } = request;
  const verified = new Map<string, Verified>();
  const lasting = new Map<string, Verified>();
  const [newest, ...older] = [...records].sort(
    (a, b) => b.stoppedAt.getTime() - a.stoppedAt.getTime(),
  );
  let budget = BUDGET_BYTES;
  let [waiting, learnt] = [false, false];
  for (const record of newest ? [newest, ...older] : []) {
    const { label } = record;
    const fingerprint = fingerprintOf(record, inventory);
    const before = known.get(fingerprint);
    const sampled = record === newest ? sample : undefined;
    let result: Verified;
    if (before && (before.state !== 'good' || !sampled)) {
      result = before;
    } else if (budget < 0 && !newest.needs.includes(label)) {
      waiting = true;
      result = later(label);
    } else {
      budget -= inventory.folders.get(label)?.sizes.get(MANIFEST) ?? 0;
      result = await verify({ ...request, sample: sampled }, record);
      learnt ||= !before && result.state !== 'unknown';
    }
    // Of what could not be read, another reading may tell more.
    if (result.state !== 'unknown') lasting.set(fingerprint, result);
    verified.set(label, result);
  }
  return { verified, lasting, pending: waiting && learnt };
}

function later(label: string): Verified {
  return unknown({
    code: UNVERIFIED,
    severity: 'info',
    subject: label,
    summary:
      'Its manifest has not been looked at yet; until then no moment before the next backup is claimed.',
    action: 'Nothing: older backups are read a part at a time.',
  });
}

/** Of all that a verification looks at but the inside of the manifest, whose time and size are in the digest. */
function fingerprintOf(record: BackupRecord, { folders }: Inventory): string {
  const digests = [record.label, ...record.needs].map(
    label => folders.get(label)?.digest,
  );
  return createHash('sha256')
    .update(JSON.stringify([record, digests]))
    .digest('base64url')
    .slice(0, 16);
}

async function verify(
  { store, backups, inventory, sample, signal }: VerifyRequest,
  record: BackupRecord,
): Promise<Verified> {
  const { label } = record;
  if (inventory.truncated) {
    return unknown({
      code: 'too-many-files',
      severity: 'unknown',
      subject: label,
      summary:
        'There are more files in this repository than are compared with their manifests, so nobody knows whether this backup is whole.',
      action: 'Switch on bundles (repo-bundle=y), or expire old backups.',
    });
  }
  if (!inventory.folders.has(label)) {
    return damaged({
      code: 'base-missing',
      severity: 'critical',
      subject: label,
      summary: 'backup.info lists this backup and none of its files is there.',
      action:
        'Find out who deleted it, recover it from soft delete or versions, and take a new full backup.',
    });
  }
  try {
    const sampler = () => new Sampler(sample?.pieces ?? 0, sample?.seed ?? 0);
    const manifest = await verifyManifest(
      store,
      backups,
      record,
      inventory,
      sampler,
      signal,
    );
    const result = judge(label, manifest);
    if (result.state !== 'good') return result;
    const bad = await readSamples(
      store,
      backups,
      label,
      manifest.samples,
      signal,
    );
    if (!bad) return result;
    return bad.severity === 'unknown' ? unknown(bad) : damaged(bad);
  } catch (error) {
    if (error instanceof Unbelievable) return unbelievable(label, error);
    if (error instanceof BlobStoreError) {
      return unknown({
        code: 'manifest-unread',
        severity: 'unknown',
        subject: label,
        summary: `Its manifest could not be read: ${error.message}.`,
        action: 'Let the portal read this container, or try again later.',
      });
    }
    throw error;
  }
}

function damaged(...findings: BackupFinding[]): Verified {
  return {
    state: 'damaged',
    findings,
  };
}
function unknown(...findings: BackupFinding[]): Verified {
  return {
    state: 'unknown',
    findings,
  };
}

function judge(label: string, verdict: ManifestVerdict): Verified {
  const bad: BackupFinding[] = [];
  if (verdict.missing > 0) {
    bad.push({
      code: 'base-incomplete',
      severity: 'critical',
      subject: label,
      summary: `${verdict.missing} of the ${verdict.files} files in its manifest are not, or not all, in the store; the first is ${verdict.firstMissing}.`,
      action:
        'Take a new full backup now; recover the lost files from soft delete or versions if older points are needed.',
    });
  }
  const contradiction =
    verdict.contradiction ??
    (verdict.undeclared.length > 0
      ? `it takes files from ${verdict.undeclared.join(
          ', ',
        )}, of which backup.info knows nothing`
      : undefined);
  if (contradiction) {
    bad.push({
      code: 'manifest-mismatch',
      severity: 'critical',
      subject: label,
      summary: `Its manifest does not fit backup.info: ${contradiction}.`,
      action: 'Take a new full backup, and find out who else writes here.',
    });
  }
  if (bad.length > 0) return damaged(...bad);
  const findings: BackupFinding[] = verdict.copyUsedBecause
    ? [
        {
          code: 'manifest-copy-used',
          severity: 'degraded',
          subject: label,
          summary: `Only the copy of its manifest is good (${verdict.copyUsedBecause}); the tool says nothing of it.`,
          action: 'Take a new full backup: one more loss and this one is gone.',
        },
      ]
    : [];
  return { state: 'good', findings };
}

function unbelievable(label: string, error: Unbelievable): Verified {
  if (error.kind === 'too-large') {
    return unknown({
      code: 'manifest-too-large',
      severity: 'unknown',
      subject: label,
      summary: `Its manifest was not read to the end, so nobody knows whether this backup is whole: ${error.message}.`,
      action: 'Prove it by a restore test.',
    });
  }
  if (error.kind === 'encrypted') {
    return unknown({
      code: 'encrypted',
      severity: 'unknown',
      subject: label,
      summary:
        'Its manifest is encrypted, so nobody knows whether this backup is whole.',
      action: 'Prove it by a restore test, which has the passphrase.',
    });
  }
  return damaged({
    code: error.kind === 'missing' ? 'manifest-missing' : 'manifest-garbled',
    severity: 'critical',
    subject: label,
    summary: `Its manifest cannot be believed, and without it nothing is restored: ${error.message}.`,
    action: 'Take a new full backup now.',
  });
}
