import { createHash } from 'node:crypto';
import { BackupRecord } from '../info/infoFiles';
import { Inventory } from './inventory';
import { unknown, Verified } from './Verified';
import { BackupRequest, verifyBackup } from './verifyBackup';

const MANIFEST = 'backup.manifest';
/** Manifests of older backups that are read in one go, in bytes; the next reading goes on. */
const BUDGET_BYTES = 128 * 1024 * 1024;

export interface VerifyRequest extends BackupRequest {
  records: readonly BackupRecord[];
  /** What was found before, by fingerprint. */
  known: ReadonlyMap<string, Verified>;
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
 * as the budget goes. Of the newest, pieces are read when that is asked for. What was found bad stays so: another sample of it may be good.
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
    // When contents are asked for, what was good is read again as well.
    const again = sample !== undefined && budget >= 0;
    if (before && (before.state !== 'good' || !again)) {
      result = before;
    } else if (budget < 0 && !newest.needs.includes(label)) {
      waiting = true;
      result = later(label);
    } else {
      budget -= inventory.folders.get(label)?.sizes.get(MANIFEST) ?? 0;
      result = await verifyBackup({ ...request, sample: sampled }, record);
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
    code: 'backup-unverified',
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
