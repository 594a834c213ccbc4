import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Unbelievable } from '../ini/loadWithCopy';
import { ManifestVerdict } from './ManifestCheck';
import { damaged, unknown, Verified } from './Verified';

/** What a manifest that can be believed says of its backup. */
export function judgeManifest(
  label: string,
  verdict: ManifestVerdict,
): Verified {
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

/** What is said of a backup whose manifest cannot be believed. */
export function judgeUnbelievable(
  label: string,
  error: Unbelievable,
): Verified {
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
