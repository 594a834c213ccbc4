import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import { Place } from './places';

/** Of a place that was read and where there is no repository: nothing can be restored from it. */
export function nothingThere(
  { role, container, prefix, format, name }: Place,
  url: string,
): RepositoryReport {
  const place = prefix ? `${container}/${prefix}` : container;
  return {
    format: format ?? (role === 'database' ? 'barman' : 'filestore'),
    name: name ?? place,
    verdict: 'critical',
    newestUsableBackup: null,
    newestRestorePoint: null,
    rpoSeconds: null,
    earliestRestorePoint: null,
    windows: [],
    gaps: [],
    backups: [],
    findings: [
      {
        code: 'repository-missing',
        severity: 'critical',
        subject: place,
        summary: `There is no backup of the ${role} at ${url}${
          prefix && `/${prefix}`
        }.`,
        action: `Take a backup of the ${role} now; if it lies elsewhere, name the place under odoo.backupStores.repositories.`,
      },
    ],
  };
}
