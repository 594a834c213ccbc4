import { RepositoryReport } from '@plumbline/plugin-odoo-common';

/** The published shape; what else a report holds is for the portal. */
export function toJson(reports: readonly RepositoryReport[]): string {
  return JSON.stringify({
    repositories: reports.map(report => ({
      format: report.format,
      name: report.name,
      verdict: report.verdict,
      newestUsableBackup: report.newestUsableBackup,
      newestRestorePoint: report.newestRestorePoint,
      rpoSeconds: report.rpoSeconds,
      earliestRestorePoint: report.earliestRestorePoint,
      windows: report.windows.map(({ from, to, timeline }) => ({
        from,
        to,
        timeline,
      })),
      gaps: report.gaps.map(({ after, before, segments }) => ({
        after,
        before,
        segments,
      })),
      backups: report.backups.map(
        ({ id, kind, status, startedAt, finishedAt, sizeBytes }) => ({
          id,
          kind,
          status,
          startedAt,
          finishedAt,
          sizeBytes,
        }),
      ),
      findings: report.findings.map(
        ({ code, severity, subject, summary, action }) => ({
          code,
          severity,
          subject,
          summary,
          action,
        }),
      ),
    })),
  });
}
