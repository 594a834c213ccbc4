import { createHash } from 'node:crypto';
import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobStore, BlobStoreError } from '../../store';
import { BackupRecord } from './infoFiles';
import { Inventory } from './inventory';
import { Unbelievable } from './loadWithCopy';
import { ManifestVerdict } from './ManifestCheck';
import { verifyManifest } from './verifyManifest';
import { Sample, Sampler } from './Sampler';

/** What the bytes of one backup tell, without regard to the backups that it needs. */
export interface Verified {
  state: 'good' | 'damaged' | 'unknown';
  findings: BackupFinding[];
  samples: Sample[];
}

export interface VerifyRequest {
  store: BlobStore;
  backups: string;
  records: readonly BackupRecord[];
  inventory: Inventory;
  /** Fingerprints of what was found good before. */
  known: ReadonlySet<string>;
  /** The backup of which stored pieces are to be chosen for reading. */
  sampled?: { label: string; pieces: number; seed: number };
  signal?: AbortSignal;
}

/** One after the other: a manifest can be large. Fingerprints of the good ones make the next time cheap. */
export async function verifyBackups(
  request: VerifyRequest,
): Promise<{ verified: Map<string, Verified>; fingerprints: string[] }> {
  const verified = new Map<string, Verified>();
  const fingerprints: string[] = [];
  for (const record of request.records) {
    const fingerprint = fingerprintOf(record, request.inventory);
    const sampled = request.sampled?.label === record.label;
    const result =
      request.known.has(fingerprint) && !sampled
        ? good()
        : await verify(request, record);
    if (result.state === 'good' && result.findings.length === 0) {
      fingerprints.push(fingerprint);
    }
    verified.set(record.label, result);
  }
  return { verified, fingerprints };
}

function good(): Verified {
  return { state: 'good', findings: [], samples: [] };
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
  { store, backups, inventory, sampled, signal }: VerifyRequest,
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
    const sampler = () =>
      sampled?.label === label
        ? new Sampler(sampled.pieces, sampled.seed)
        : new Sampler(0, 0);
    return judge(
      label,
      await verifyManifest(store, backups, record, inventory, sampler, signal),
    );
  } catch (error) {
    if (error instanceof Unbelievable) return unbelievable(label, error);
    if (error instanceof BlobStoreError) {
      return unknown({
        code: 'manifest-unreadable',
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
    samples: [],
  };
}
function unknown(...findings: BackupFinding[]): Verified {
  return {
    state: 'unknown',
    findings,
    samples: [],
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
  return { state: 'good', findings, samples: verdict.samples };
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
