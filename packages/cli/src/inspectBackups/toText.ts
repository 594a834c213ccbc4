import { BackupFinding, RepositoryReport } from '@plumbline/plugin-odoo-common';

/** The oldest windows and gaps are the least of anybody's worries. */
const SHOWN = 10;

/** Report for people. Names come from the store and are untrusted: nothing may steer the terminal. */
export function toText(
  reports: readonly RepositoryReport[],
  url: string,
  now: Date,
): string {
  if (reports.length === 0) {
    return printable(`${url}: no backup repository was found.`);
  }
  const lines = reports.flatMap(report => [
    ...repositoryLines(report, now),
    '',
  ]);
  return [`${url}, as of ${time(now)}`, '', ...lines]
    .map(printable)
    .join('\n')
    .trimEnd();
}

function repositoryLines(report: RepositoryReport, now: Date): string[] {
  const { newestUsableBackup, newestRestorePoint } = report;
  const newest = newestRestorePoint
    ? `${time(newestRestorePoint)}, ${age(newestRestorePoint, now)} old`
    : 'none';
  return [
    `${report.verdict.toUpperCase()}  ${report.name} (${report.format})`,
    `  newest restore point  ${newest}`,
    `  newest usable backup  ${newestUsableBackup ?? 'none'}`,
    ...listed(
      '  restorable',
      report.windows.map(({ from, to, timeline }) =>
        from === to
          ? time(from)
          : `${time(from)} to ${time(to)}${
              timeline === null ? '' : `, timeline ${timeline}`
            }`,
      ),
    ),
    ...listed(
      '  missing WAL',
      report.gaps.map(
        ({ after, before, segments }) =>
          `${segments} after ${after}${before ? `, before ${before}` : ''}`,
      ),
    ),
    ...report.findings.flatMap(findingLines),
  ];
}

function findingLines({
  code,
  severity,
  subject,
  summary,
  action,
}: BackupFinding): string[] {
  return [
    `  ${severity} ${code}: ${subject}`,
    `    ${summary}`,
    `    -> ${action}`,
  ];
}

/** Newest first. */
function listed(label: string, items: readonly string[]): string[] {
  const shown = items.slice(-SHOWN).reverse();
  const more = items.length - shown.length;
  const all = more > 0 ? [...shown, `and ${more} older`] : shown;
  return all.map((item, index) =>
    `${index === 0 ? label : ''}`.padEnd(24).concat(item),
  );
}

function time(at: string | Date): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function age(at: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((+now - Date.parse(at)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 72 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} days`;
}

/** Without characters that steer a terminal or hide others. */
export function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}
