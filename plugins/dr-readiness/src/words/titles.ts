import { LossScenario, RecoveryTerm } from '@plumbline/plugin-odoo-common';

export const SCENARIO_TITLES: Record<LossScenario, string> = {
  component: 'Loss of a component',
  region: 'Loss of the region',
  corruption: 'Corruption or ransomware',
  tenant: 'One tenant to be restored alone',
};

export const TERM_TITLES: Record<RecoveryTerm, string> = {
  restoreProof: 'Restore proven by a test',
  rpo: 'Data loss within the target',
  offsiteAndImmutable: 'Off-site and immutable copy',
  failoverPath: 'Fail-over path',
  runbookDrill: 'Runbook drilled',
  alerting: 'Alerting on backups',
};
