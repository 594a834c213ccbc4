import {
  BackupFinding,
  RepositoryVerdict,
} from '@plumbline/plugin-odoo-common';

const LADDER = ['critical', 'unknown', 'degraded'] as const;

/** The worst finding decides; `info` decides nothing. */
export function verdictOf(
  findings: readonly BackupFinding[],
): RepositoryVerdict {
  return (
    LADDER.find(severity =>
      findings.some(finding => finding.severity === severity),
    ) ?? 'ok'
  );
}
