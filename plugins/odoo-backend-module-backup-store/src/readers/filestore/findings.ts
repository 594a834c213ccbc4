import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Names, Survey } from './survey';

/** Clean-up deletes a few files; more than this part at once is a loss until somebody says otherwise. */
const SHRUNK = 0.9;
const SYNC_AGAIN =
  'Delete it here and copy again by checksum (rclone sync --checksum); the original may be whole.';

export function surveyFindings(
  survey: Survey,
  corrupt: readonly string[],
  filesBefore: number,
): BackupFinding[] {
  const findings: BackupFinding[] = [];
  const add = (
    code: string,
    severity: BackupFinding['severity'],
    subject: string,
    summary: string,
    action: string,
  ) => findings.push({ code, severity, subject, summary, action });
  each(survey.empty, (path, of) =>
    add('file-empty', 'critical', path, `It has 0 bytes${of}.`, SYNC_AGAIN),
  );
  const names = new Names();
  for (const name of corrupt) names.add(name);
  each(names, (path, of) =>
    add(
      'file-corrupt',
      'critical',
      path,
      `Its content is not what it is named after${of}.`,
      SYNC_AGAIN,
    ),
  );
  each(survey.stray, (path, of) =>
    add(
      'file-misplaced',
      'degraded',
      path,
      `Odoo does not look for a file in this place${of}.`,
      'Find out what wrote it; a copy that was cut off leaves such files.',
    ),
  );
  if (hasShrunk(survey.files, filesBefore)) {
    add(
      'files-gone',
      'degraded',
      'filestore',
      `It holds ${survey.files} files, and held ${filesBefore} when it was read last.`,
      'If nobody emptied it on purpose, bring the files back from another copy.',
    );
  }
  return findings;
}

export function hasShrunk(files: number, before: number): boolean {
  return files < before * SHRUNK;
}

export function notAllRead(files: number): BackupFinding {
  return {
    code: 'not-all-read',
    severity: 'info',
    subject: 'filestore',
    summary: `The contents of ${files} files were not read: it is too large to be read whole.`,
    action: 'Compare it with its origin by checksum (rclone check --checksum).',
  };
}

function each(names: Names, use: (name: string, of: string) => void): void {
  const of = names.count > 1 ? ` (one of ${names.count} such files)` : '';
  for (const name of names.first) use(name, of);
}
