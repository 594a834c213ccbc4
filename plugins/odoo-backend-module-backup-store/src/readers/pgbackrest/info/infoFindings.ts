import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Unbelievable } from '../ini/loadWithCopy';

/** The copy is what is left: one more loss, and the tool finds no backup. */
export function copyUsed(file: string, because: string): BackupFinding {
  return {
    code: 'info-copy-used',
    severity: 'degraded',
    subject: file,
    summary: `Only its copy is good (${because}); the tool says nothing of it.`,
    action:
      'Find out what damaged it; the next backup writes it anew. Until then nothing protects the copy.',
  };
}

export function infoUnbelievable(error: Unbelievable): BackupFinding {
  const { file, kind, message } = error;
  switch (kind) {
    case 'too-large':
      return {
        code: 'info-too-large',
        severity: 'unknown',
        subject: file,
        summary: `It was not read to the end: ${message}.`,
        action: 'See what is in it: no tool writes one of this size.',
      };
    case 'encrypted':
      return {
        code: 'encrypted',
        severity: 'unknown',
        subject: file,
        summary:
          'The repository is encrypted: names, sizes and times are known, and whether any backup is whole is not.',
        action:
          'Prove it by a restore test, which has the passphrase; the portal is not to hold it.',
      };
    default:
      return {
        code: kind === 'missing' ? 'info-missing' : 'info-garbled',
        severity: 'critical',
        subject: file,
        summary: `The tool finds nothing without it: ${message}.`,
        action:
          'Bring it back from soft delete or versions; else create the stanza anew and take a full backup.',
      };
  }
}

export function garbledEntries(
  file: string,
  labels: readonly string[],
): BackupFinding[] {
  const [first] = labels;
  if (first === undefined) return [];
  return [
    {
      code: 'info-entry-garbled',
      severity: 'unknown',
      subject: first,
      summary: `What ${file} says of ${
        labels.length === 1 ? 'it' : `it and of ${labels.length - 1} others`
      } is not what the tool writes, so nobody knows whether it can be restored.`,
      action: 'See who else writes to this file; take a new full backup.',
    },
  ];
}
